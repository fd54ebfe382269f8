//! The range bar: where band and marker lie, as fractions of its width (design §7). Knows no pixels
//! and no colours.

use crate::{range::Band, value::Quantity};

/// A range bar. All positions run from 0 (left end) to 1 (right end).
#[derive(Clone, Debug, PartialEq)]
pub struct RangeBar {
    /// Where the band begins; 0 if it is open below.
    pub band_from: f64,
    /// Where the band ends; 1 if it is open above.
    pub band_to: f64,
    /// The label of the lower end, as sent; none if open below.
    pub low: Option<String>,
    /// The label of the upper end, as sent; none if open above.
    pub high: Option<String>,
    /// Where the marker stands.
    pub marker: f64,
    /// The value lies beyond the track: the marker stands at the end, with a ‹ or ›.
    pub off: Off,
}

/// Whether the marker is where the value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Off {
    /// On the track.
    No,
    /// Beyond the left end.
    Left,
    /// Beyond the right end.
    Right,
}

impl RangeBar {
    /// The bar for a value on a band; `None` if either is no finite number.
    pub fn new(value: &Quantity, band: &Band) -> Option<Self> {
        let number = value.plain_number()?;
        let low = end(&band.low)?;
        let high = end(&band.high)?;
        let (from, to) = track(number, low, high)?;
        let place = |at: f64| ((at - from) / (to - from)).clamp(0.0, 1.0);
        let label = |end: &Option<Quantity>| end.as_ref().map(|end| end.number.shown().digits);
        Some(Self {
            band_from: low.map_or(0.0, place),
            band_to: high.map_or(1.0, place),
            low: label(&band.low),
            high: label(&band.high),
            marker: place(number),
            off: match number {
                number if number < from => Off::Left,
                number if number > to => Off::Right,
                _ => Off::No,
            },
        })
    }
}

impl Quantity {
    fn plain_number(&self) -> Option<f64> {
        if self.comparator.is_none() {
            self.number.as_f64()
        } else {
            None
        }
    }
}

/// Absent is an open end; present but no number spoils the bar.
fn end(end: &Option<Quantity>) -> Option<Option<f64>> {
    match end {
        Some(end) => end.plain_number().map(Some),
        None => Some(None),
    }
}

/// How far the track goes beyond the band, in widths of the band.
const MARGIN: f64 = 0.75;
/// How far it is stretched at most to reach a value, in widths of the band.
const REACH: f64 = 3.0;
/// Room kept between a value and the end, in widths of the band.
const AIR: f64 = 0.25;

/// From where to where the track runs: the band with some room, and the value unless it is far away.
fn track(value: f64, low: Option<f64>, high: Option<f64>) -> Option<(f64, f64)> {
    let width = match (low, high) {
        (Some(low), Some(high)) => high - low,
        (Some(only), None) | (None, Some(only)) => only.abs(),
        (None, None) => return None,
    };
    let width = if width > 0.0 {
        width
    } else {
        value.abs().max(1.0)
    };
    let (low, high) = (low.or(high)?, high.or(low)?);
    let reach = |distance: f64| {
        if distance <= REACH * width {
            distance + AIR * width
        } else {
            REACH * width
        }
    };
    let left = (low - value).max(0.0);
    let right = (value - high).max(0.0);
    let from = low - (MARGIN * width).max(reach(left));
    let to = high + (MARGIN * width).max(reach(right));
    let nothing_below_zero = low >= 0.0 && value >= 0.0;
    Some((
        if nothing_below_zero {
            from.max(0.0)
        } else {
            from
        },
        to,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Number;

    fn quantity(number: &str) -> Quantity {
        Quantity {
            number: Number(number.to_owned()),
            comparator: None,
            unit: None,
            code: None,
        }
    }

    #[track_caller]
    fn check(value: &str, low: &str, high: &str, expected: &str) {
        let end = |text: &str| (!text.is_empty()).then(|| quantity(text));
        let bar = RangeBar::new(
            &quantity(value),
            &Band {
                low: end(low),
                high: end(high),
            },
        );
        let drawn = bar.map(|bar| {
            let cell = |at: f64| (at * 40.0).round() as usize;
            let mut track: Vec<char> = (0..=40)
                .map(|at| {
                    if at >= cell(bar.band_from) && at <= cell(bar.band_to) {
                        '▓'
                    } else {
                        '░'
                    }
                })
                .collect();
            track[cell(bar.marker)] = match bar.off {
                Off::No => '█',
                Off::Left => '‹',
                Off::Right => '›',
            };
            track.into_iter().collect::<String>()
        });
        assert_eq!(drawn.as_deref().unwrap_or("no bar"), expected);
    }

    #[test]
    fn band_and_marker_lie_where_they_should() {
        check(
            "6.8",
            "4.0",
            "5.6",
            "░░░░░░░░░░░▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░█░░░░",
        );
        check(
            "5",
            "4.0",
            "6.0",
            "░░░░░░░░░░░░▓▓▓▓▓▓▓▓█▓▓▓▓▓▓▓▓░░░░░░░░░░░░",
        );
        check(
            "250",
            "",
            "200",
            "▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓░░░░░░█░░░░░░░░░░░░░",
        );
        check("1", "60", "", "█░░░░░░░░░░░░░░░░░░░░░░▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓");
        check(
            "55",
            "60",
            "100",
            "░░░░░░░░░░█░▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░░░",
        );
    }

    #[test]
    fn a_far_value_stands_at_the_end() {
        check("900", "4", "6", "░░░░░░▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░░░░░░░░░░░░░░░›");
        check(
            "-900",
            "4",
            "6",
            "‹░░░░░░░░░░░░░░░░░░░░░░░░▓▓▓▓▓▓▓▓▓▓░░░░░░",
        );
    }

    #[test]
    fn what_cannot_be_drawn_is_not_drawn() {
        check("abc", "4", "6", "no bar");
        check("5", "four", "6", "no bar");
        check("5", "", "", "no bar");
    }

    #[test]
    fn a_range_of_one_number_is_still_a_bar() {
        check("0", "0", "0", "█░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░");
        check("3", "0", "0", "▓░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░█░░░░░░░░");
    }
}
