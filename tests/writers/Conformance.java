import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates many files with veraPDF in one process: Conformance LIST, where each line of the file
 * LIST has the flavours to hold a file against, parted by commas, a tab and its path. A file is read
 * once for all of them. Prints a line for each flavour: checks made, checks failed, flavour, path,
 * and what failed.
 */
public class Conformance {
  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    LogManager.getLogManager().reset();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      String[] asked = line.split("\t");
      var flavours = Stream.of(asked[0].split(",")).map(PDFAFlavour::byFlavourId).toList();
      for (ValidationResult result : validated(flavours, asked[1])) {
        System.out.println(told(result, asked[1]));
      }
    }
  }

  private static List<ValidationResult> validated(List<PDFAFlavour> flavours, String path)
      throws Exception {
    var foundry = Foundries.defaultInstance();
    try (InputStream file = new FileInputStream(path);
        PDFAParser parser = foundry.createParser(file, flavours.get(0), flavours.get(0));
        PDFAValidator validator = foundry.createValidator(flavours, 100, false, false, false)) {
      parser.setFlavours(flavours);
      return validator.validateAll(parser);
    }
  }

  private static String told(ValidationResult result, String path) {
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
    String flavour = result.getPDFAFlavour().getId();
    int checks = result.getTotalAssertions();
    return String.join("\t", "" + checks, "" + failed, flavour, path, failures.toString());
  }
}
