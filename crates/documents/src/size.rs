//! How large a file is, in numbers for people: "214 KB", "15.2 MB".

/// A size with one decimal at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Before the point.
    pub whole: u64,
    /// After the point, for megabytes.
    pub tenth: Option<u64>,
    /// Of what.
    pub unit: Unit,
}

/// What a size is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes.
    Bytes,
    /// Thousands of bytes, as file managers count them.
    Kilobytes,
    /// Millions of bytes.
    Megabytes,
}

impl Size {
    /// Rounded to what people compare.
    pub fn of(bytes: u64) -> Size {
        let (whole, tenth, unit) = match bytes {
            0..1_000 => (bytes, None, Unit::Bytes),
            1_000..999_500 => ((bytes + 500) / 1_000, None, Unit::Kilobytes),
            _ => {
                let tenths = bytes.saturating_add(50_000) / 100_000;
                (tenths / 10, Some(tenths % 10), Unit::Megabytes)
            }
        };
        Size { whole, tenth, unit }
    }
}

#[cfg(test)]
mod tests {
    use super::{Size, Unit};

    #[test]
    fn sizes_are_rounded_for_people() {
        let told = |bytes| {
            let Size { whole, tenth, unit } = Size::of(bytes);
            let unit = match unit {
                Unit::Bytes => "bytes",
                Unit::Kilobytes => "KB",
                Unit::Megabytes => "MB",
            };
            tenth.map_or(format!("{whole} {unit}"), |tenth| {
                format!("{whole}.{tenth} {unit}")
            })
        };
        let sizes = [
            0,
            999,
            1_000,
            214_400,
            999_499,
            999_500,
            15_000_000,
            u64::MAX,
        ];
        let sizes: Vec<String> = sizes.into_iter().map(told).collect();
        assert_eq!(
            sizes,
            [
                "0 bytes",
                "999 bytes",
                "1 KB",
                "214 KB",
                "999 KB",
                "1.0 MB",
                "15.0 MB",
                "18446744073709.5 MB"
            ]
        );
    }
}
