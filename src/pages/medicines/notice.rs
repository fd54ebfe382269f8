//! Above the list: that records differ, and that there is something to ask. The page that compares says what.

use leptos::prelude::*;
use record::Merging;
use record::merging::{Agreement, Comparison};

use crate::chart::chart;
use crate::parts::dynamic::part;
use crate::parts::icon::Icon;
use crate::reader::{Reader, reader};
use crate::words::fill;

/// What there is to compare and to ask.
#[derive(Clone, Copy, Default, PartialEq)]
struct Found {
    differing: usize,
    /// In how many records.
    records: usize,
    questions: usize,
}

impl Found {
    fn of(merging: &Merging) -> Found {
        let all = merging.comparisons();
        let differs = |one: &&Comparison| one.agreement == Agreement::Differs && one.is_current();
        let differing: Vec<&Comparison> = all.iter().filter(differs).collect();
        let mut sources: Vec<_> = differing.iter().flat_map(|one| one.sources()).collect();
        sources.sort_unstable();
        sources.dedup();
        Found {
            differing: differing.len(),
            records: sources.len(),
            questions: merging.questions().len(),
        }
    }

    fn told(self, reader: Reader) -> Vec<String> {
        let words = &reader.words().rooms().compare;
        let differing = match self.differing {
            0 => None,
            1 => Some(fill(words.notice_one, &[("records", &self.records)])),
            count => Some(words.notice.of(count)),
        };
        let questions = (self.questions > 0).then(|| words.may_ask.of(self.questions));
        differing.into_iter().chain(questions).collect()
    }
}

/// Nothing where there is nothing.
#[component]
pub fn CompareNotice() -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let found = Memo::new(move |_| chart.merged(Found::of).unwrap_or_default());
    let note = move || {
        let found = found.get();
        if found == Found::default() {
            return ().into_any();
        }
        let (class, icon) = match found.differing {
            0 => ("note", "circle-help"),
            _ => ("note warn", "triangle-alert"),
        };
        let see = reader.say(match found.differing {
            0 => |words| words.rooms().compare.see_questions,
            _ => |words| words.rooms().compare.see,
        });
        let told = found.told(reader).into_iter();
        view! {
            <div class=class>
                <Icon name=icon />
                <div>
                    {told.map(|told| view! { <p>{told}</p> }).collect_view()}
                    <p class="note-acts"><a href="/medicines/compare" class="btn sec small">{see}</a></p>
                </div>
            </div>
        }
        .into_any()
    };
    view! { <div class="notes">{part(note)}</div> }
}
