//! Character references: `&amp;`, `&#233;`, `&eacute;`.
//! <https://html.spec.whatwg.org/multipage/named-characters.html>

/// Reads what stands behind a `&`: the character that is meant, and the rest. `None` if it is none we know.
pub(super) fn read(text: &str) -> Option<(char, &str)> {
    // No name is longer; a lone `&` must not search the whole text.
    let end = text
        .char_indices()
        .take(LONGEST)
        .find(|(_, letter)| *letter == ';');
    let (name, rest) = text.split_at_checked(end?.0)?;
    let rest = rest.strip_prefix(';')?;
    let letter = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((letter, rest))
}

const LONGEST: usize = 10;

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

/// Those that hospitals write: of XML, of English and Spanish letters, of units and signs.
const NAMED: [(&str, char); 57] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("shy", '\u{ad}'),
    ("aacute", 'á'),
    ("eacute", 'é'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("ntilde", 'ñ'),
    ("uuml", 'ü'),
    ("ouml", 'ö'),
    ("auml", 'ä'),
    ("ccedil", 'ç'),
    ("Aacute", 'Á'),
    ("Eacute", 'É'),
    ("Iacute", 'Í'),
    ("Oacute", 'Ó'),
    ("Uacute", 'Ú'),
    ("Ntilde", 'Ñ'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("iquest", '¿'),
    ("iexcl", '¡'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("bull", '•'),
    ("middot", '·'),
    ("hellip", '…'),
    ("deg", '°'),
    ("micro", 'µ'),
    ("mu", 'μ'),
    ("plusmn", '±'),
    ("times", '×'),
    ("divide", '÷'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("le", '≤'),
    ("ge", '≥'),
    ("ne", '≠'),
    ("copy", '©'),
    ("reg", '®'),
];
