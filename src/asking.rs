//! A question about what records say, as a message to a care team: it quotes every record, and asks nothing else.

use crate::words::compare::Ask;
use crate::words::fill;

/// What one record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The hospital.
    pub hospital: String,
    /// What it is called there, as written.
    pub name: String,
    /// What is recorded, each under its label.
    pub lines: Vec<(String, String)>,
}

/// The subject and the text of the message, in the patient's language: whoever sends it must know what it says.
pub fn message(words: &Ask, what: &str, question: &str, cited: &[Cited]) -> (String, String) {
    let quoted = cited.iter().map(|one| {
        let said = one.lines.iter();
        let said = said.map(|(label, value)| format!("\n  {label}: {value}"));
        format!(
            "- {}: {}{}",
            one.hospital,
            one.name,
            said.collect::<String>()
        )
    });
    let paragraphs = [words.hello, words.context, question, words.records];
    let paragraphs = paragraphs.into_iter().map(str::to_owned);
    let all = paragraphs.chain(quoted).chain([words.thanks.to_owned()]);
    let text = all.collect::<Vec<_>>().join("\n\n");
    (fill(words.subject, &[("what", &what)]), text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn the_message_asks_one_thing_and_quotes_every_record() {
        let cited = |hospital: &str, how: &str| Cited {
            hospital: hospital.to_owned(),
            name: "Lisinopril 10 mg tablet".to_owned(),
            lines: vec![
                ("Status".to_owned(), "Active".to_owned()),
                ("How to take it".to_owned(), how.to_owned()),
            ],
        };
        let records = [
            cited("Hill Clinic", "1 daily"),
            cited("Lake Clinic", "2 daily"),
        ];
        let words = &Language::English.rooms().compare.ask;
        let (subject, text) = message(words, "lisinopril", words.differs, &records);
        assert_eq!(subject, "Question about lisinopril");
        assert_eq!(
            text,
            "Hello,

I read records from more than one place. I have a question about them.

The records say different things about this medicine. Which is right?

This is what they say:

- Hill Clinic: Lisinopril 10 mg tablet
  Status: Active
  How to take it: 1 daily

- Lake Clinic: Lisinopril 10 mg tablet
  Status: Active
  How to take it: 2 daily

Thank you"
        );
        let words = &Language::Spanish.rooms().compare.ask;
        let (_, text) = message(words, "lisinopril", words.differs, &records);
        for one in &records {
            assert!(text.contains(&one.hospital) && text.contains(&one.lines[1].1));
        }
    }
}
