//! The receipt as data, for whoever saves or hands on the record: what every hospital was asked for, and what became of
//! it.

use record::Receipt;
use record::progress::Step;
use serde_json::{Value, json};

/// One question to one hospital.
pub struct Row {
    /// The hospital's name.
    pub hospital: String,
    /// What was asked for.
    pub part: &'static str,
    /// What became of it.
    pub outcome: Outcome,
    /// The hospital warned that its answer may lack something, or something of it could not be read.
    pub may_lack: bool,
}

/// What became of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// So many are here.
    Loaded(usize),
    /// The hospital answered: there is nothing.
    Empty,
    /// The hospital does not have this.
    NotOffered,
    /// The patient or the hospital does not allow it.
    NotShared,
    /// It did not come, for this reason.
    Failed(String),
    /// It was not asked yet, or the answer is on its way.
    Waiting,
}

impl Outcome {
    /// Of a row of the receipt.
    pub fn of(step: Step) -> Self {
        match step {
            Step::Done(0) => Self::Empty,
            Step::Done(count) => Self::Loaded(count),
            Step::NotOffered => Self::NotOffered,
            Step::NotShared => Self::NotShared,
            Step::Problem(trouble) => Self::Failed(trouble.to_string()),
            Step::Waiting | Step::Loading => Self::Waiting,
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Loaded(_) => "loaded",
            Self::Empty => "empty",
            Self::NotOffered => "not-offered",
            Self::NotShared => "not-shared",
            Self::Failed(_) => "failed",
            Self::Waiting => "waiting",
        }
    }
}

/// The receipt as JSON: `made` in milliseconds since 1970; every row; and received = shown + unread + left out. It holds
/// counts and reasons, nothing of what was recorded.
pub fn as_data(rows: &[Row], receipt: &Receipt, made: f64) -> String {
    let row = |row: &Row| {
        let (hospital, part, outcome) = (&row.hospital, &row.part, row.outcome.word());
        let more = match &row.outcome {
            Outcome::Loaded(count) => ("count", json!(count)),
            Outcome::Failed(reason) => ("reason", json!(reason)),
            _ => ("count", json!(0)),
        };
        let may_lack = row.may_lack;
        json!({ "hospital": hospital, "part": part, "outcome": outcome, more.0: more.1, "mayLack": may_lack })
    };
    let left_out = receipt.left_out.iter();
    let left_out: Vec<Value> = left_out
        .map(|(why, count)| json!({ "reason": why.code(), "count": count }))
        .collect();
    let data = json!({
        "made": made,
        "asked": rows.iter().map(row).collect::<Vec<_>>(),
        "received": receipt.received,
        "shown": receipt.shown,
        "unread": receipt.unread.len(),
        "leftOut": left_out,
    });
    format!("{data:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::receipt::LeftOut;
    use record::section::Trouble;

    #[test]
    fn the_data_tells_each_outcome_apart_and_balances() {
        let row = |step| Row {
            hospital: "St. Mary's Hospital".to_owned(),
            part: "visits",
            outcome: Outcome::of(step),
            may_lack: step == Step::Done(3),
        };
        let steps = [
            Step::Done(3),
            Step::Done(0),
            Step::NotOffered,
            Step::NotShared,
            Step::Problem(Trouble::ServerError),
            Step::Loading,
        ];
        let mut receipt = Receipt {
            received: 4,
            shown: 3,
            ..Receipt::default()
        };
        receipt.leave_out(LeftOut::OutcomeMessage);
        let data = as_data(&steps.map(row), &receipt, 0.0);
        let data: Value = serde_json::from_str(&data).expect("JSON");
        let outcomes = data["asked"].as_array().expect("rows").iter();
        let outcomes: Vec<&Value> = outcomes.map(|row| &row["outcome"]).collect();
        assert_eq!(
            outcomes,
            [
                "loaded",
                "empty",
                "not-offered",
                "not-shared",
                "failed",
                "waiting"
            ]
        );
        assert_eq!(data["asked"][4]["reason"], "the server failed");
        // What came may not be all; what is empty and warns of nothing is empty.
        assert_eq!(data["asked"][0]["mayLack"], true);
        assert_eq!(data["asked"][1]["mayLack"], false);
        let left: u64 = data["leftOut"][0]["count"].as_u64().expect("a count");
        assert_eq!(
            data["received"].as_u64(),
            data["shown"].as_u64().map(|shown| shown + left)
        );
    }
}
