//! The laboratory's own mark on a value (reference §3.3). Codes are matched whatever system they claim
//! to come from; what we do not know is kept in the hospital's words.

/// What a mark means.
/// <https://terminology.hl7.org/CodeSystem-v3-ObservationInterpretation.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// U: rising; a change, not a place.
    Rising,
    /// D: falling
    Falling,
    /// B: better
    Better,
    /// W: worse
    Worse,
    /// N
    InRange,
    /// EXP: expected
    Expected,
    /// UNE: unexpected
    Unexpected,
    /// IE: insufficient evidence
    InsufficientEvidence,
    /// ND
    NotDetected,
    /// DET
    Detected,
    /// NEG
    Negative,
    /// POS
    Positive,
    /// IND
    Indeterminate,
    /// E
    Equivocal,
    /// NR
    NonReactive,
    /// WR
    WeaklyReactive,
    /// RR
    Reactive,
    /// CAR: carrier
    Carrier,
    /// S: susceptible
    Susceptible,
    /// SDD: susceptible, dose dependent
    SusceptibleDoseDependent,
    /// I: intermediate
    Intermediate,
    /// NS: non-susceptible
    NonSusceptible,
    /// R: resistant
    Resistant,
    /// SYN-S: synergy, susceptible
    SynergySusceptible,
    /// SYN-R: synergy, resistant
    SynergyResistant,
    /// `<`: below the scale of the instrument
    OffScaleLow,
    /// `>`: above the scale of the instrument
    OffScaleHigh,
    /// A word or code we do not know: printed as sent.
    Word,
    /// EX: outside a protocol's threshold, which is not critical
    OutsideThreshold,
    /// LX
    BelowThreshold,
    /// HX
    AboveThreshold,
    /// A: outside the range, without direction
    NotTypical,
    /// L
    Below,
    /// H
    Above,
    /// LU: significantly below, in the lab's word
    WellBelow,
    /// HU: significantly above, in the lab's word
    WellAbove,
    /// AA: marked for quick attention
    NotTypicalUrgent,
    /// LL
    FarBelow,
    /// HH
    FarAbove,
}

/// A mark with the words it came in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// What it means.
    pub flag: Flag,
    /// The text, else the display, else the code, as sent.
    pub words: String,
}

/// Where a value stands against a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Below the lower end.
    Below,
    /// Within both ends, or on one.
    Inside,
    /// Above the upper end.
    Above,
}

impl Flag {
    /// Reads a code, whatever system it is from; `None` if it is none of the known ones.
    pub fn read(code: &str) -> Option<Self> {
        CODES
            .iter()
            .find(|(known, _)| *known == code)
            .map(|(_, flag)| *flag)
    }

    /// Reads an interpretation sent only as text, if it is exactly a code or the code system's own
    /// word for one (quirk 24); anything longer stays the hospital's words.
    pub fn read_words(text: &str) -> Option<Self> {
        let text = text.trim();
        let same = |(word, _): &&(&str, Self)| word.eq_ignore_ascii_case(text);
        Self::read(text).or_else(|| WORDS.iter().find(same).map(|(_, flag)| *flag))
    }

    /// The lab asks for quick attention.
    pub fn is_urgent(self) -> bool {
        matches!(
            self,
            Self::FarAbove | Self::FarBelow | Self::NotTypicalUrgent
        )
    }

    /// The lab says that the value is outside its range.
    pub fn is_outside(self) -> bool {
        self >= Self::NotTypical
    }

    /// The mark says something other than that the value is on this side of the printed range.
    pub fn contradicts(self, side: Side) -> bool {
        match self {
            Self::InRange => side != Side::Inside,
            Self::NotTypical | Self::NotTypicalUrgent => side == Side::Inside,
            Self::Above | Self::WellAbove | Self::FarAbove => side != Side::Above,
            Self::Below | Self::WellBelow | Self::FarBelow => side != Side::Below,
            _ => false,
        }
    }
}

/// The most severe of several marks; the first among equals.
pub fn most_severe(marks: &[Mark]) -> Option<&Mark> {
    marks.iter().rev().max_by_key(|mark| mark.flag)
}

const CODES: [(&str, Flag); 38] = [
    ("U", Flag::Rising),
    ("D", Flag::Falling),
    ("B", Flag::Better),
    ("W", Flag::Worse),
    ("N", Flag::InRange),
    ("EXP", Flag::Expected),
    ("UNE", Flag::Unexpected),
    ("IE", Flag::InsufficientEvidence),
    ("ND", Flag::NotDetected),
    ("DET", Flag::Detected),
    ("NEG", Flag::Negative),
    ("POS", Flag::Positive),
    ("IND", Flag::Indeterminate),
    ("E", Flag::Equivocal),
    ("NR", Flag::NonReactive),
    ("WR", Flag::WeaklyReactive),
    ("RR", Flag::Reactive),
    ("CAR", Flag::Carrier),
    ("S", Flag::Susceptible),
    ("SDD", Flag::SusceptibleDoseDependent),
    ("I", Flag::Intermediate),
    ("NS", Flag::NonSusceptible),
    ("R", Flag::Resistant),
    ("SYN-S", Flag::SynergySusceptible),
    ("SYN-R", Flag::SynergyResistant),
    ("<", Flag::OffScaleLow),
    (">", Flag::OffScaleHigh),
    ("EX", Flag::OutsideThreshold),
    ("LX", Flag::BelowThreshold),
    ("HX", Flag::AboveThreshold),
    ("A", Flag::NotTypical),
    ("L", Flag::Below),
    ("H", Flag::Above),
    ("LU", Flag::WellBelow),
    ("HU", Flag::WellAbove),
    ("AA", Flag::NotTypicalUrgent),
    ("LL", Flag::FarBelow),
    ("HH", Flag::FarAbove),
];

/// The code systems' own displays of the codes that mean a place.
const WORDS: [(&str, Flag); 12] = [
    ("Normal", Flag::InRange),
    ("Abnormal", Flag::NotTypical),
    ("Low", Flag::Below),
    ("High", Flag::Above),
    ("Critical abnormal", Flag::NotTypicalUrgent),
    ("Critical low", Flag::FarBelow),
    ("Critical high", Flag::FarAbove),
    ("Significantly low", Flag::WellBelow),
    ("Significantly high", Flag::WellAbove),
    ("Positive", Flag::Positive),
    ("Negative", Flag::Negative),
    ("Not detected", Flag::NotDetected),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_reference_is_known() {
        let codes = "N H L HU LU HH LL AA HX LX EX A U D B W POS NEG DET ND IND E RR WR NR S I R SDD SYN-R SYN-S NS < > CAR EXP UNE IE";
        for code in codes.split(' ') {
            assert!(Flag::read(code).is_some(), "{code}");
        }
        assert_eq!(Flag::read("h"), None);
        assert_eq!(Flag::read("HHH"), None);
    }

    #[test]
    fn a_mark_in_words_is_understood_only_if_it_is_the_standards_own_word() {
        assert_eq!(Flag::read_words(" HIGH "), Some(Flag::Above));
        assert_eq!(Flag::read_words("normal"), Some(Flag::InRange));
        assert_eq!(Flag::read_words("LL"), Some(Flag::FarBelow));
        assert_eq!(Flag::read_words("above high normal"), None);
        assert_eq!(Flag::read_words("not normal"), None);
    }

    #[track_caller]
    fn check_worst(codes: &str, worst: Flag) {
        let mark = |code: &str| Mark {
            flag: Flag::read(code).unwrap_or(Flag::Word),
            words: code.to_owned(),
        };
        let marks: Vec<Mark> = codes.split(' ').map(mark).collect();
        assert_eq!(most_severe(&marks).unwrap().flag, worst);
    }

    #[test]
    fn the_most_severe_of_several_marks_wins() {
        check_worst("N H HH", Flag::FarAbove);
        check_worst("AA H", Flag::NotTypicalUrgent);
        check_worst("A L", Flag::Below);
        check_worst("U N", Flag::InRange);
        check_worst("N odd", Flag::Word);
        check_worst("POS A", Flag::NotTypical);
        check_worst("HX N", Flag::AboveThreshold);
    }

    #[test]
    fn a_mark_and_the_range_can_disagree() {
        assert!(Flag::Above.contradicts(Side::Inside));
        assert!(Flag::Above.contradicts(Side::Below));
        assert!(!Flag::FarAbove.contradicts(Side::Above));
        assert!(Flag::InRange.contradicts(Side::Below));
        assert!(Flag::NotTypical.contradicts(Side::Inside));
        assert!(!Flag::Positive.contradicts(Side::Above));
        assert!(!Flag::AboveThreshold.contradicts(Side::Inside));
    }
}
