import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Validates many files with veraPDF in one process: Conformance LIST, where each line of the file
 * LIST is a profile and a path parted by a tab. Prints a line for each: checks made, checks failed,
 * profile, path, and what failed.
 */
public class Conformance {
  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    LogManager.getLogManager().reset();
    var profiles = new TreeMap<String, ValidationProfile>();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      String[] asked = line.split("\t");
      if (!profiles.containsKey(asked[0])) {
        profiles.put(asked[0], profile(asked[0]));
      }
      System.out.println(validated(profiles.get(asked[0]), asked[0], asked[1]));
    }
  }

  private static ValidationProfile profile(String name) throws Exception {
    String place = "/org/verapdf/pdfa/validation/" + name + ".xml";
    try (InputStream file = Conformance.class.getResourceAsStream(place)) {
      return Profiles.profileFromXml(file);
    }
  }

  private static String validated(ValidationProfile profile, String name, String path)
      throws Exception {
    var flavour = profile.getPDFAFlavour();
    var foundry = Foundries.defaultInstance();
    try (InputStream file = new FileInputStream(path);
        PDFAParser parser = foundry.createParser(file, flavour, flavour);
        PDFAValidator validator = foundry.createValidator(profile, 100, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      var failures = new TreeMap<String, String>();
      int failed = 0;
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          failed++;
          var rule = assertion.getRuleId();
          String clause = rule.getClause() + "-" + rule.getTestNumber();
          String where = assertion.getLocation().getContext();
          failures.putIfAbsent(clause, assertion.getMessage() + " @ " + where);
        }
      }
      int checks = result.getTotalAssertions();
      return String.join("\t", "" + checks, "" + failed, name, path, failures.toString());
    }
  }
}
