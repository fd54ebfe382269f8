//! What is left of a text when it is compared: small letters without accents and digits, in words.

/// Words that tell nothing about which place is meant.
const FILLERS: [&str; 10] = [
    "a", "and", "at", "by", "dba", "for", "in", "of", "on", "the",
];
/// Words for the legal form of a practice, and titles.
const FORMS: [&str; 20] = [
    "co",
    "corp",
    "corporation",
    "dds",
    "do",
    "dpm",
    "dr",
    "inc",
    "incorporated",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "md",
    "pa",
    "pc",
    "plc",
    "pllc",
    "psc",
];
/// Short and other spellings of the same word.
const SPELLINGS: [(&str, &str); 42] = [
    ("assoc", "associates"),
    ("assocs", "associates"),
    ("behavioural", "behavioral"),
    ("cardio", "cardiology"),
    ("centers", "center"),
    ("centre", "center"),
    ("childern", "childrens"),
    ("children", "childrens"),
    ("clinics", "clinic"),
    ("cntr", "center"),
    ("comm", "community"),
    ("ctr", "center"),
    ("dept", "department"),
    ("derm", "dermatology"),
    ("ft", "fort"),
    ("gastro", "gastroenterology"),
    ("grp", "group"),
    ("gyn", "gynecology"),
    ("hlth", "health"),
    ("hosp", "hospital"),
    ("hospitals", "hospital"),
    ("inst", "institute"),
    ("intl", "international"),
    ("med", "medical"),
    ("mem", "memorial"),
    ("mgmt", "management"),
    ("mt", "mount"),
    ("natl", "national"),
    ("neuro", "neurology"),
    ("ortho", "orthopedics"),
    ("orthopaedic", "orthopedic"),
    ("orthopaedics", "orthopedics"),
    ("paediatrics", "pediatrics"),
    ("peds", "pediatrics"),
    ("phys", "physicians"),
    ("rgnl", "regional"),
    ("specialist", "specialists"),
    ("st", "saint"),
    ("svcs", "services"),
    ("systems", "system"),
    ("univ", "university"),
    ("womans", "womens"),
];

/// The words of a text: `St. Mary's` is `st` and `marys`.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in text.chars() {
        match plain(letter) {
            Plain::Letters(letters) => word.push_str(letters),
            Plain::Letter(letter) => word.push(letter),
            Plain::Nothing => {}
            Plain::Gap if word.is_empty() => {}
            Plain::Gap => words.push(std::mem::take(&mut word)),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The one spelling under which a word is kept.
pub(crate) fn canonical(word: &str) -> &str {
    let place = SPELLINGS.binary_search_by(|(short, _)| (*short).cmp(word));
    place
        .ok()
        .and_then(|place| SPELLINGS.get(place))
        .map_or(word, |(_, long)| long)
}

/// Does the word say nothing about which place is meant?
pub(crate) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

/// Is the word a legal form or a title?
pub(crate) fn is_form(word: &str) -> bool {
    FORMS.contains(&word)
}

enum Plain {
    Letter(char),
    Letters(&'static str),
    /// Letters on both sides belong together.
    Nothing,
    /// A word ends.
    Gap,
}

/// The Latin letters of names in the United States; others (none are known there) end a word.
fn plain(letter: char) -> Plain {
    let letter = match letter {
        'a'..='z' | '0'..='9' => letter,
        'A'..='Z' => letter.to_ascii_lowercase(),
        '\'' | '`' | '’' | '‘' | 'ʼ' | '.' | '\u{ad}' | '\u{300}'..='\u{36f}' | '®' | '™' =>
        {
            return Plain::Nothing;
        }
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'Ď'..='đ' | 'Ð' | 'ð' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => 'e',
        'Ĝ'..='ģ' => 'g',
        'Ĥ'..='ħ' | 'ʻ' => {
            return if letter == 'ʻ' {
                Plain::Nothing
            } else {
                Plain::Letter('h')
            };
        }
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => 'i',
        'Ĺ'..='ł' => 'l',
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => 'o',
        'Ŕ'..='ř' => 'r',
        'Ś'..='š' => 's',
        'Ţ'..='ŧ' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => 'u',
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => 'y',
        'Ź'..='ž' => 'z',
        'Æ' | 'æ' => return Plain::Letters("ae"),
        'Œ' | 'œ' => return Plain::Letters("oe"),
        'ß' => return Plain::Letters("ss"),
        _ => return Plain::Gap,
    };
    Plain::Letter(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text), expected, "{text}");
    }

    #[test]
    fn accents_and_apostrophes_do_not_count() {
        check("El Centro de Corazón", &["el", "centro", "de", "corazon"]);
        check("Corazo\u{301}n", &["corazon"]);
        check(
            "Children’s of St. Mary's",
            &["childrens", "of", "st", "marys"],
        );
        check("Ka‘u", &["kau"]);
        check("U.S. Straße", &["us", "strasse"]);
    }

    #[test]
    fn other_signs_end_a_word() {
        check(
            "OB/GYN – Day & Night,(2nd)",
            &["ob", "gyn", "day", "night", "2nd"],
        );
        check("<NSP> 病院", &["nsp"]);
        check("", &[]);
    }

    #[test]
    fn short_spellings_are_sorted_and_none_leads_to_another() {
        assert!(SPELLINGS.is_sorted());
        for (short, long) in SPELLINGS {
            assert_eq!(canonical(short), long);
            assert_eq!(canonical(long), long, "{short}");
        }
    }
}
