//! Finding something in a long list by its name. Names are folded once, and what is typed once for all of them.

/// A name as it is looked through: its words in small letters, without accents and signs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded(Vec<u8>);

/// What somebody typed to find something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted(Folded);

impl Folded {
    /// Of a name as it is shown. A list may hold very many, nearly all of them in plain letters.
    pub fn of(name: &str) -> Self {
        let mut bytes = Vec::with_capacity(name.len());
        for letter in name.chars() {
            match u8::try_from(letter) {
                Ok(byte) if byte.is_ascii_alphanumeric() => bytes.push(byte.to_ascii_lowercase()),
                Ok(byte) if byte.is_ascii() => bytes.push(b' '),
                Ok(_) | Err(_) => fold(letter, &mut bytes),
            }
        }
        Self(bytes)
    }

    fn words(&self) -> impl Iterator<Item = &[u8]> {
        let words = self.0.split(|byte| *byte == b' ');
        words.filter(|word| !word.is_empty())
    }
}

fn fold(letter: char, bytes: &mut Vec<u8>) {
    for small in letter.to_lowercase().map(unaccented) {
        match small.is_alphanumeric() {
            true => bytes.extend(small.encode_utf8(&mut [0; 4]).bytes()),
            false => bytes.push(b' '),
        }
    }
}

impl Wanted {
    /// Of what is typed.
    pub fn of(typed: &str) -> Self {
        Self(Folded::of(typed))
    }

    /// Whether nothing is wanted, and so everything.
    pub fn is_nothing(&self) -> bool {
        self.0.words().next().is_none()
    }

    /// Whether every word of it begins a word of the name.
    pub fn is_in(&self, name: &Folded) -> bool {
        let begins = |word: &[u8]| name.words().any(|own| own.starts_with(word));
        self.0.words().all(begins)
    }
}

fn unaccented(letter: char) -> char {
    match letter {
        'á' | 'à' | 'ä' | 'â' => 'a',
        'é' | 'è' | 'ë' | 'ê' => 'e',
        'í' | 'ì' | 'ï' | 'î' => 'i',
        'ó' | 'ò' | 'ö' | 'ô' => 'o',
        'ú' | 'ù' | 'ü' | 'û' => 'u',
        'ñ' => 'n',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::{Folded, Wanted};

    #[track_caller]
    fn check(name: &str, typed: &str, is_found: bool) {
        let wanted = Wanted::of(typed);
        assert_eq!(
            wanted.is_in(&Folded::of(name)),
            is_found,
            "{typed} in {name}"
        );
    }

    #[test]
    fn every_word_that_is_typed_begins_a_word_of_the_name() {
        check("High blood pressure", "blood", true);
        check("High blood pressure", "PRES hi", true);
        check("High blood pressure", "high blood sugar", false);
        check("High blood pressure", "ressure", false);
        check("COVID-19 vaccine", "covid 19", true);
        check("COVID-19 vaccine", "covid-19", true);
        check("Vitamin B12 (cobalamin)", "coba", true);
    }

    #[test]
    fn accents_and_case_make_no_difference() {
        check("Hipertensión arterial", "hipertension", true);
        check("Hipertension arterial", "HIPERTENSIÓN", true);
        check("NIÑO sano", "nino", true);
        check("Ménière", "meniere", true);
    }

    #[test]
    fn signs_alone_want_nothing_and_find_everything() {
        for typed in ["", "  ", "-", "( )"] {
            assert!(Wanted::of(typed).is_nothing(), "{typed:?}");
            check("Goal", typed, true);
            check("", typed, true);
        }
        assert!(!Wanted::of("x").is_nothing());
        check("", "x", false);
    }
}
