"""Encodings: certain or asked, and never certain and wrong."""

from __future__ import annotations

import re

import pytest

from generator.diagnostics import BriefError, Diagnostic
from generator.seeds.readers.charsets import CODECS, charset_named
from generator.seeds.readers.encoding import decode_again, decode_source

SENTENCES = {
    "pl": "Zarząd portu zamknął wczoraj północną śluzę. Łodzie muszą czekać, aż ktoś ją naprawi.",
    "cs": "Přístav byl včera uzavřen a lodě čekají. Nikdo neví, kdy se otevře, říká pan Dvořák.",
    "hu": "A kikötőt tegnap lezárták, és a hajók várnak. Senki sem tudja, mikor nyílik meg újra.",
    "ro": "Portul a fost închis ieri şi navele aşteaptă. Nimeni nu ştie când se va deschide.",
    "hr": "Luka je jučer zatvorena i brodovi čekaju. Nitko ne zna kada će se ustava otvoriti.",
    "ru": "Порт вчера закрыли, и суда ждут на рейде. Никто не знает, когда шлюз снова откроют.",
    "uk": "Порт учора закрили, і судна чекають на рейді. Ніхто не знає, коли його відкриють.",
    "bg": "Пристанището беше затворено вчера и корабите чакат. Никой не знае кога ще отвори.",
    "el": "Το λιμάνι έκλεισε χθες και τα πλοία περιμένουν. Κανείς δεν ξέρει πότε θα ανοίξει.",
    "tr": "Liman dün kapatıldı ve gemiler bekliyor. Kimse savağın ne zaman açılacağını bilmiyor.",
    "he": "הנמל נסגר אתמול והאוניות ממתינות. איש אינו יודע מתי ייפתח שוב.",
    "ar": "أغلق الميناء أمس والسفن تنتظر. لا أحد يعرف متى يفتح من جديد، قال رئيس البلدية.",
    "lt": "Uostas vakar buvo uždarytas, ir laivai laukia. Niekas nežino, kada šliuzas atsidarys.",
    "lv": "Osta vakar tika slēgta, un kuģi gaida. Neviens nezina, kad slūžas atkal atvērs.",
    "et": "Sadam suleti eile ja laevad ootavad. Keegi ei tea, millal lüüs avatakse, ütles Jõgi.",
    "th": "ท่าเรือถูกปิดเมื่อวานนี้ และเรือกำลังรออยู่ ไม่มีใครรู้ว่าจะเปิดอีกเมื่อไร",
    "ja": "港は昨日閉鎖され、船は沖で待っている。水門がいつ再び開くのか、誰も知らない。",
    "ko": "항구는 어제 폐쇄되었고 배들은 기다리고 있다. 수문이 언제 다시 열릴지 모른다.",
    "zh": "港口昨天关闭，船只在外海等候。市长说，没有人知道水闸什么时候会重新开放。",
    "de": "Der Hafen ist geschlossen. „Niemand weiß, wann er öffnet“, sagt die Behörde auf Rügen.",
    "fr": "Le port a été fermé hier et les navires attendent là où personne ne les a mis.",
    "es": "El puerto fue cerrado ayer y los barcos esperan. ¿Quién sabe cuándo se abrirá este año?",
    "pt": "O porto foi fechado ontem e os navios esperam. Ninguém sabe quando a eclusa abrirá.",
    "it": "Il porto è stato chiuso ieri e le navi della città aspettano, più o meno, che riapra.",
    "en": "The harbour was closed, and the ships wait. “Nobody knows why,” said the mayor’s clerk.",
    "names": "The mayor of the town, Mr Dvořák, does not know when the harbour is to be opened.",
    "loans": "The café in the harbour was closed, and the owner, who is from Malmö, has gone.",
    "sv": "Hamnen stängdes i går, och fartygen väntar. Ingen vet när slussen öppnas igen på ön.",
    "da": "Havnen blev lukket i går, og skibene venter. Ingen ved, hvornår slusen åbner på Ærø.",
    "fi": "Satama suljettiin eilen, ja laivat odottavat. Kukaan ei tiedä, milloin sulku avataan.",
    "is": "Höfninni var lokað í gær og skipin bíða. Enginn veit hvenær lokan opnast, sagði Þórður.",
    "cy": "Caewyd yr harbwr ddoe, ac mae llongau yn aros am ddŵr. Ni ŵyr neb pryd y bydd yn agor.",
}
ENCODINGS = {
    "pl": "cp1250 iso8859_2 cp852", "cs": "cp1250 iso8859_2 cp852", "hu": "cp1250 iso8859_2",
    "ro": "cp1250 iso8859_2", "hr": "cp1250 iso8859_2",
    "ru": "cp1251 koi8_r iso8859_5 cp866 mac_cyrillic", "uk": "cp1251 koi8_u", "bg": "cp1251",
    "el": "cp1253 iso8859_7 cp737", "tr": "cp1254 iso8859_9", "he": "cp1255 iso8859_8",
    "ar": "cp1256 iso8859_6", "lt": "cp1257 iso8859_13", "lv": "cp1257", "et": "cp1257 cp1252",
    "th": "cp874", "ja": "cp932 euc_jp iso2022_jp", "ko": "cp949 iso2022_kr", "zh": "gb18030 hz",
    "de": "cp1252 mac_roman iso8859_15", "fr": "cp1252 cp850 mac_roman", "es": "cp1252 cp850",
    "pt": "cp1252 cp850", "it": "cp1252 cp850", "en": "cp1252 mac_roman",
    "names": "cp1250 iso8859_2 cp852", "loans": "cp1252 cp850 mac_roman",
    "sv": "cp1252 cp850 mac_roman", "da": "cp1252 cp850", "fi": "cp1252", "is": "cp1252",
    "cy": "iso8859_14",
}  # fmt: skip
COMBINATIONS = [
    (language, codec) for language, named in ENCODINGS.items() for codec in named.split()
    if codec in CODECS.values() or codec in {"iso8859_9", "iso2022_jp"}
]  # fmt: skip


def written(language: str, codec: str) -> tuple[str, bytes]:
    text = f"{SENTENCES[language]}\n"
    plain = text.encode(codec, errors="ignore").decode(codec)  # without quotes that it has not
    return plain, plain.encode(codec)


def fault(data: bytes, named: str | None = None) -> Diagnostic:
    with pytest.raises(BriefError) as caught:
        decode_source(data, "ferry.txt", named=named)
    (found,) = caught.value.diagnostics
    assert (found.code, found.span.file) == ("S008", "ferry.txt")
    return found


@pytest.mark.parametrize(("language", "codec"), COMBINATIONS)
def test_no_text_is_certain_and_wrong(language, codec):
    text, data = written(language, codec)

    try:
        found = decode_source(data, "ferry.txt")
    except BriefError as error:
        assert "--encoding" in str(error.diagnostics[0].hint)
    else:
        assert found.text == text
        assert decode_again(data, found.encoding, "ferry.txt") == text


@pytest.mark.parametrize("length", [3, 6, 10])
@pytest.mark.parametrize(("language", "codec"), COMBINATIONS)
def test_a_few_words_are_not_certain_and_wrong(language, codec, length):
    words = written(language, codec)[0].split()

    for first in range(max(1, len(words) - length)):
        text = " ".join(words[first : first + length])
        try:
            found = decode_source(text.encode(codec), "ferry.txt")
        except BriefError:
            continue
        assert found.text == text


@pytest.mark.parametrize(
    ("language", "codec"),
    [("de", "cp1252"), ("fr", "cp1252"), ("es", "cp1252"), ("pt", "cp1252"), ("it", "cp1252"),
     ("en", "cp1252"), ("loans", "cp1252"), ("en", "mac_roman"), ("ja", "iso2022_jp"),
     ("ko", "iso2022_kr"), ("ru", "iso8859_5")],
)  # fmt: skip
def test_what_is_words_in_one_way_only_is_certain(language, codec):
    text, data = written(language, codec)

    assert decode_source(data, "ferry.txt").text == text


@pytest.mark.parametrize(
    ("name", "codec"),
    [("naïve", "cp1252"), ("señor", "mac_roman"), ("Zoë", "mac_roman"), ("Škoda", "iso8859_15"),
     ("Æsop", "mac_roman"), ("30°", "mac_roman")],
)  # fmt: skip
def test_a_single_sign_that_may_be_a_letter_is_not_certain(name, codec):
    data = f"The harbour was closed for {name} and for all that came to it.\n".encode(codec)

    assert "not certain" in fault(data).message


@pytest.mark.parametrize("sign", ["it isn’t", "§ 8 says that it is"])
def test_a_single_sign_in_its_place_is_certain(sign):
    text = f"The harbour was closed, and the owner of the ships says that {sign} open.\n"

    assert decode_source(text.encode("cp1252"), "ferry.txt").text == text


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
def test_a_text_that_was_garbled_before_it_was_saved_is_told_with_what_was_meant(codec):
    text = f"The harbour is closed.\nThe mayor said that it’s so. {SENTENCES['fr']}\n"
    garbled = text.encode().decode(codec)

    found = fault(garbled.encode())
    assert (found.span.start.line, found.span.start.column) == (2, 21)
    assert f"“{'it’s'.encode().decode(codec)}” stands for “it’s”" in found.message
    assert decode_source(garbled.encode(), "ferry.txt", named="UTF-8").text == garbled


@pytest.mark.parametrize(
    "words", ["“CAFÉ™” and “LIBERTɔ", "«MANHû, «ROMû", "a ⩽ √π", "10 € à Paris", "THÂN Â và Ã"]
)
def test_signs_that_stand_side_by_side_by_themselves_are_not_garbled(words):
    text = f"The harbour was closed on Monday: {words}.\n"

    assert decode_source(text.encode(), "ferry.txt", named=None).text == text


def test_where_bytes_are_words_in_two_ways_both_readings_are_shown():
    found = fault(f"The harbour is closed.\n{SENTENCES['names']}\n".encode("cp1250"))

    assert found.span.start.line == 2
    assert "Windows-1252: “The mayor of the town, Mr Dvoøák, does not" in found.message
    assert "Windows-1250: “The mayor of the town, Mr Dvořák, does not" in found.message
    assert {"`--encoding Windows-1250`", "`--encoding Windows-1252`"} <= set(
        re.findall("`[^`]+`", str(found.hint))
    )


def test_the_encoding_that_a_person_names_is_used():
    data = SENTENCES["names"].encode("cp1250")

    found = decode_source(data, "ferry.txt", named="cp1250")

    assert (found.text, found.encoding) == (SENTENCES["names"], "Windows-1250")


def test_a_byte_that_the_named_encoding_has_not_is_shown_at_its_place():
    found = fault(b"one\ntwo \x81", named="cp1252")

    assert (found.span.start.line, found.span.start.column) == (2, 5)
    assert found.message == "byte 8 (0x81) is nothing in Windows-1252"


@pytest.mark.parametrize(
    ("label", "name"),
    [("latin1", "Windows-1252"), ("ISO-8859-1", "Windows-1252"), (" us-ascii ", "Windows-1252"),
     ("ISO-8859-9", "Windows-1254"), ("gb2312", "GB18030"), ("x-gbk", "GB18030"),
     ("euc-kr", "EUC-KR"), ("ks_c_5601-1987", "EUC-KR"), ("x-sjis", "Shift_JIS"),
     ("big5-hkscs", "Big5"), ("tis-620", "Windows-874"), ("koi8-r", "KOI8-R"),
     ("cp866", "IBM866"), ("utf-16", "UTF-16LE"), ("utf8", "UTF-8"), ("mac_roman", "Macintosh"),
     *((name, name) for name in CODECS if name not in {"UTF-16", "UTF-32"})],
)  # fmt: skip
def test_labels_mean_what_they_mean_on_web_pages(label, name):
    assert charset_named(label) == name


@pytest.mark.parametrize("label", ["base64", "rot13", "", "../../etc", "utf-8\0", "x" * 5000])
def test_what_is_no_encoding_of_texts_has_no_name(label):
    assert charset_named(label) is None


def test_an_unknown_encoding_is_refused_with_names_like_it():
    found = fault(b"The ferry", named="windows-1520")

    assert found.message == "no encoding is called `windows-1520`"
    assert "`--encoding Windows-1252`" in str(found.hint)


def test_what_a_page_declares_is_believed():
    data = SENTENCES["cs"].encode("iso8859_2")

    found = decode_source(data, "page.html", declared="iso-8859-2")

    assert (found.text, found.encoding) == (SENTENCES["cs"], "ISO-8859-2")


def test_utf_8_is_read_as_such_though_a_page_declares_latin_1():
    found = decode_source(SENTENCES["cs"].encode(), "page.html", declared="iso-8859-1")

    assert (found.text, found.encoding) == (SENTENCES["cs"], "UTF-8")


def test_a_person_is_believed_before_a_page():
    data = SENTENCES["cs"].encode("cp1250")

    found = decode_source(data, "page.html", named="cp1250", declared="iso-8859-1")

    assert found.text == SENTENCES["cs"]


def test_a_declared_encoding_that_does_not_fit_is_no_reason_to_believe_it():
    found = decode_source("Über dem Fluß".encode(), "page.html", declared="shift_jis")

    assert found.text == "Über dem Fluß"


def test_broken_utf_8_is_told_as_such_at_its_place():
    found = fault("Fähre\nund Mühle".encode() + b" und Br\xfccke")

    assert found.message == "it is UTF-8, but byte 24 (0xFC) is broken"
    assert (found.span.start.line, found.span.start.column) == (2, 17)
    assert "--encoding" not in str(found.hint)


def test_utf_16_without_a_mark_says_how_to_read_it():
    data = "The ferry is late.".encode("utf-16-be")

    assert fault(data).hint == "`--encoding UTF-16BE` reads it so"
    assert decode_source(data, "ferry.txt", named="UTF-16BE").text == "The ferry is late."


def test_one_character_in_a_foreign_script_is_no_certain_utf_8():
    data = "Personne ne sait quand l’écluse sera rouverte.".encode("mac_roman")

    assert "UTF-8: “Personne ne sait quand lՎcluse" in fault(data).message


def test_a_formula_with_a_greek_letter_is_utf_8():
    assert decode_source("It rose by ΔT.".encode(), "ferry.txt").encoding == "UTF-8"


def test_bytes_that_are_words_in_no_encoding_are_refused():
    found = fault(bytes(range(0x80, 0xA0)) * 20 + b"\xff\xfe\xfd")

    assert re.search("in no other encoding|not certain", found.message)
