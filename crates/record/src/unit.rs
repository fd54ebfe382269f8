//! UCUM codes: which two mean exactly the same unit, and how to print one for which the hospital sent
//! no words (reference §3.6). Converts nothing.

/// Both codes are the same unit, number for number.
pub(crate) fn same(a: &str, b: &str) -> bool {
    canonical(a) == canonical(b)
}

/// One code for each unit.
pub(crate) fn canonical(code: &str) -> &str {
    match code {
        "10*9/L" | "K/uL" | "10^3/uL" | "10^9/L" => "10*3/uL",
        "10*12/L" | "M/uL" | "10^6/uL" | "10^12/L" => "10*6/uL",
        "ug/mL" => "mg/L",
        "[iU]/mL" | "[IU]/mL" => "k[IU]/L",
        "[iU]/L" => "[IU]/L",
        other => other,
    }
}

/// A UCUM code as people write it: `10*3/uL` is 10³/µL, `m[iU]/mL` is mIU/mL, `{ratio}` says nothing.
pub(crate) fn spelled(code: &str) -> Option<String> {
    let mut plain = without_annotations(code);
    for (coded, written) in [
        ("[iU]", "IU"),
        ("[IU]", "IU"),
        ("[pH]", "pH"),
        ("[arb'U]", "arb. units"),
        ("Cel", "°C"),
        ("[degF]", "°F"),
        ("[in_i]", "in"),
        ("[lb_av]", "lb"),
        ("mm[Hg]", "mmHg"),
    ] {
        plain = plain.replace(coded, written);
    }
    let text = micro(&powers(&plain));
    let says_something = !text.is_empty() && text != "1";
    says_something.then_some(text)
}

fn without_annotations(code: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::with_capacity(code.len());
    for letter in code.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    plain
}

/// `10*3` and `10^3` to 10³; a bare exponent (`m2`) to m².
fn powers(code: &str) -> String {
    let mut text = String::with_capacity(code.len());
    let mut raised = false;
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        let after_ten = text.ends_with("10") && matches!(letter, '*' | '^');
        if after_ten
            && letters
                .peek()
                .is_some_and(|next| next.is_ascii_digit() || *next == '-')
        {
            raised = true;
            continue;
        }
        let after_unit =
            letter.is_ascii_digit() && text.chars().last().is_some_and(char::is_alphabetic);
        raised = (raised || after_unit) && (letter.is_ascii_digit() || letter == '-');
        text.push(if raised { superscript(letter) } else { letter });
    }
    text
}

fn superscript(letter: char) -> char {
    match letter {
        '-' => '⁻',
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    }
}

/// A `u` that begins a unit is the prefix micro.
fn micro(text: &str) -> String {
    let mut before = '/';
    let begins = |before: char| matches!(before, '/' | '.' | '(');
    text.chars()
        .map(|letter| {
            let written = if letter == 'u' && begins(before) {
                'µ'
            } else {
                letter
            };
            before = letter;
            written
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str, printed: &str) {
        assert_eq!(spelled(code).unwrap_or_default(), printed);
    }

    #[test]
    fn a_code_is_printed_as_people_write_it() {
        check("10*3/uL", "10³/µL");
        check("10*-6", "10⁻⁶");
        check("m[iU]/mL", "mIU/mL");
        check("u[IU]/mL", "µIU/mL");
        check("umol/L", "µmol/L");
        check("mL/min/{1.73_m2}", "mL/min/");
        check("mL/min/1.73.m2", "mL/min/1.73.m²");
        check("kg/m2", "kg/m²");
        check("mm[Hg]", "mmHg");
        check("%", "%");
        check("{ratio}", "");
        check("1", "");
    }

    #[test]
    fn only_exact_equals_are_the_same() {
        assert!(same("10*3/uL", "10*9/L"));
        assert!(same("mg/L", "ug/mL"));
        assert!(!same("g/dL", "g/L"));
        assert!(!same("mmol/L", "meq/L"));
    }
}
