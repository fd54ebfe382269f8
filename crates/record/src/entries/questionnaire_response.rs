//! A QuestionnaireResponse in the patient's words.
//! <https://hl7.org/fhir/R4/questionnaireresponse.html>

use fhir::{Contained, Flaw, QuestionnaireAnswer, QuestionnaireItem, QuestionnaireResponse};

use crate::{
    entry::{Entry, Fact, Part, Place, Told},
    facts::{self, Facts},
    identity::Identity,
    ids::LocalId,
    label::Label,
    number::Number,
    reader::Reader,
    sent,
    term::Term,
    told,
    value::Quantity,
};

/// Reads one.
pub(crate) fn entry(
    form: &QuestionnaireResponse<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let unreadable = facts::unreadable(
        form.has_unknown_modifier,
        flaws,
        &["subject", "answer"],
        &[],
    );
    let inside = &form.contained;
    let mut lines = Facts::default();
    lines.code(Label::Status, form.status.as_deref(), &STATUS);
    lines.date(Label::FilledIn, form.authored.as_deref());
    lines.people(Label::AnsweredBy, &form.source, inside, reader);
    lines.people(Label::Author, &form.author, inside, reader);
    let mut questions = Questions {
        inside,
        reader,
        has_hidden: false,
    };
    questions.read(&form.item, 0, &mut lines.0);
    let has_hidden = questions.has_hidden;
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Forms,
        name: name(form),
        named_by: None,
        group: None,
        also: None,
        line: facts::term(form.status.as_deref(), &STATUS)
            .into_iter()
            .collect(),
        when: sent::when(form.authored.as_deref()),
        place: match unreadable {
            Some(_) => Place::Unclear,
            None => place(form.status.as_deref()),
        },
        facts: lines.0,
        notes: Vec::new(),
        links: form
            .encounter
            .iter()
            .filter_map(|visit| reader.local(visit))
            .collect(),
        incomplete: !flaws.is_empty() || has_hidden,
        unreadable,
    }
}

/// Reads questions and answers, down to a depth that a page can show.
struct Questions<'q, 'a, 'p> {
    inside: &'q [Contained<'a>],
    reader: &'q mut Reader<'p>,
    has_hidden: bool,
}

/// What lies deeper stands beside what it belongs to.
const DEEPEST: usize = 5;

impl Questions<'_, '_, '_> {
    fn read(&mut self, items: &[QuestionnaireItem<'_>], depth: usize, lines: &mut Vec<Fact>) {
        for item in items {
            if item.has_unknown_modifier {
                self.has_hidden = true;
                continue;
            }
            let asked = sent::words(item.text.as_deref());
            let label = asked.map_or(Label::Answer, Label::Question);
            let mut told = Vec::new();
            let mut beside = Vec::new();
            for answer in &item.answer {
                if answer.has_unknown_modifier {
                    self.has_hidden = true;
                    continue;
                }
                told.extend(self.answer(answer));
                self.below(&answer.item, depth, &mut told, &mut beside);
            }
            self.below(&item.item, depth, &mut told, &mut beside);
            let is_safe = item.answer.iter().all(|one| !one.has_unknown_modifier);
            if told.is_empty() && beside.is_empty() && item.item.is_empty() && is_safe {
                told.push(Told::Term(Term::NotAnswered));
            }
            if !told.is_empty() {
                lines.push(Fact { label, told });
            }
            lines.append(&mut beside);
        }
    }

    fn below(
        &mut self,
        items: &[QuestionnaireItem<'_>],
        depth: usize,
        told: &mut Vec<Told>,
        beside: &mut Vec<Fact>,
    ) {
        if depth >= DEEPEST {
            return self.read(items, depth, beside);
        }
        let mut group = Vec::new();
        self.read(items, depth + 1, &mut group);
        if !group.is_empty() {
            told.push(Told::Group(group));
        }
    }

    fn answer(&mut self, answer: &QuestionnaireAnswer<'_>) -> Option<Told> {
        if let Some(number) = answer.decimal {
            return Some(Told::Amount(plain(number.as_str())));
        }
        if let Some(when) = sent::when(answer.date.as_deref()) {
            return Some(Told::When(when));
        }
        if let Some(coding) = &answer.coding {
            let display = sent::words(coding.display.as_deref());
            let words = display.or_else(|| sent::words(coding.code.as_deref()));
            return words.map(Told::Words);
        }
        if let Some(file) = &answer.attachment {
            let title = sent::words(file.title.as_deref());
            return Some(title.map_or(Told::Term(Term::File), Told::Words));
        }
        if let Some(reference) = &answer.reference {
            return told::person(reference, self.inside, self.reader);
        }
        let uri = || sent::words(answer.uri.as_deref()).map(Told::Words);
        told::value(&answer.value).or_else(uri)
    }
}

/// A number without a unit.
fn plain(digits: &str) -> Quantity {
    Quantity {
        number: Number(digits.to_owned()),
        comparator: None,
        unit: None,
        code: None,
    }
}

/// What the form is called; else its only heading; else the last part of its address, where that reads like a name.
fn name(form: &QuestionnaireResponse<'_>) -> Option<String> {
    let named = form.questionnaire_named.as_ref();
    let heading = || match form.item.as_slice() {
        [only] if !only.item.is_empty() => sent::words(only.text.as_deref()),
        _ => None,
    };
    sent::words(named.and_then(|one| one.words()))
        .or_else(heading)
        .or_else(|| called(form.questionnaire.as_deref()?))
}

/// `AUDIT-C` of `http://hl7.org/fhir/us/core/Questionnaire/AUDIT-C|9.0.0`; a number or a random id is no name.
fn called(address: &str) -> Option<String> {
    let (_, last) = address.split('|').next()?.rsplit_once('/')?;
    let mut words = last.split(['-', '_', '.']);
    let is_name = last.starts_with(char::is_alphabetic) && words.all(is_word);
    (is_name && last.len() <= LONGEST).then(|| last.to_owned())
}

/// Letters, then perhaps digits: in a random id they come in any order.
fn is_word(word: &str) -> bool {
    let digits = word.trim_start_matches(char::is_alphabetic);
    digits.chars().all(|letter| letter.is_ascii_digit())
}

const LONGEST: usize = 60;

fn place(status: Option<&str>) -> Place {
    match status {
        Some("in-progress") => Place::Current,
        Some("completed" | "amended") => Place::Done,
        Some("stopped") => Place::Past,
        Some(_) | None => Place::Unsaid,
    }
}

const STATUS: [(&str, Term); 4] = [
    ("in-progress", Term::InProgress),
    ("completed", Term::Completed),
    ("amended", Term::Amended),
    ("stopped", Term::Stopped),
];
