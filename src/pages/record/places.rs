//! Every part of the record: its address, its icon, what it is made of. In the order of the record's own page.

use record::labs::Shelf;
use record::{Class, LocalId, Part};

use crate::searches::Domain;

/// A part of the record.
pub struct Place {
    /// What it lists.
    pub class: Class,
    /// Its step of the address.
    key: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// What it is made of.
    pub domains: &'static [Domain],
}

const fn place(
    class: Class,
    key: &'static str,
    icon: &'static str,
    domains: &'static [Domain],
) -> Place {
    Place {
        class,
        key,
        icon,
        domains,
    }
}

/// A part that is made of entries.
const fn part(
    part: Part,
    key: &'static str,
    icon: &'static str,
    domains: &'static [Domain],
) -> Place {
    place(Class::Part(part), key, icon, domains)
}

/// What is the matter.
pub static HEALTH: [Place; 7] = [
    part(
        Part::Conditions,
        "conditions",
        "stethoscope",
        &[Domain::Part(Part::Conditions)],
    ),
    place(
        Class::Allergies,
        "allergies",
        "shield-alert",
        &[Domain::Allergies],
    ),
    part(
        Part::Vaccines,
        "vaccines",
        "syringe",
        &[Domain::Part(Part::Vaccines)],
    ),
    place(
        Class::Results(Shelf::Vitals),
        "vitals",
        "heart-pulse",
        &[Domain::Vitals],
    ),
    part(
        Part::Devices,
        "devices",
        "cpu",
        &[Domain::Part(Part::Devices)],
    ),
    place(
        Class::Results(Shelf::Findings),
        "findings",
        "search",
        &[Domain::Findings],
    ),
    part(
        Part::Family,
        "family-history",
        "users",
        &[Domain::Part(Part::Family)],
    ),
];

/// What is done about it.
pub static CARE: [Place; 9] = [
    place(Class::Teams, "care-team", "users", &[Domain::Teams]),
    part(
        Part::Appointments,
        "appointments",
        "calendar",
        &[Domain::Part(Part::Appointments)],
    ),
    part(
        Part::Plans,
        "care-plans",
        "clipboard-list",
        &[Domain::Part(Part::Plans)],
    ),
    part(Part::Goals, "goals", "target", &[Domain::Part(Part::Goals)]),
    part(
        Part::Procedures,
        "procedures",
        "bandage",
        &[Domain::Part(Part::Procedures)],
    ),
    part(
        Part::Orders,
        "orders",
        "clipboard-list",
        &[Domain::Part(Part::Orders)],
    ),
    part(Part::Fills, "fills", "pill", &[Domain::Part(Part::Fills)]),
    part(
        Part::Samples,
        "samples",
        "test-tube-diagonal",
        &[Domain::Part(Part::Samples)],
    ),
    part(
        Part::Images,
        "images",
        "file-text",
        &[Domain::Part(Part::Images)],
    ),
];

/// Who the person is and how they live.
pub static LIFE: [Place; 4] = [
    place(Class::People, "about-you", "user", &[Domain::Person]),
    part(
        Part::Relations,
        "contacts",
        "user",
        &[Domain::Part(Part::Relations)],
    ),
    place(
        Class::Results(Shelf::Social),
        "social-history",
        "house",
        &[Domain::Social],
    ),
    place(
        Class::Results(Shelf::Surveys),
        "surveys",
        "list-checks",
        &[Domain::Surveys],
    ),
];

/// Papers, and who pays.
pub static PAPERS: [Place; 4] = [
    part(
        Part::Forms,
        "forms",
        "file-text",
        &[Domain::Part(Part::Forms)],
    ),
    part(
        Part::Insurance,
        "insurance",
        "shield",
        &[Domain::Part(Part::Insurance)],
    ),
    part(
        Part::Claims,
        "claims",
        "file-text",
        &[Domain::Part(Part::Claims)],
    ),
    // It comes with what was asked for, whatever that was.
    part(Part::Others, "others", "folder-heart", &Domain::ALL),
];

impl Place {
    /// The address of its list.
    pub fn address(&self) -> String {
        format!("/record/{}", self.key)
    }

    /// The address of one thing on it.
    pub fn address_of(&self, id: LocalId) -> String {
        format!("/record/{}/{id}", self.key)
    }

    /// Of what its list says that it is missing: nobody looks here for all that did not come.
    pub fn noticed(&self) -> &'static [Domain] {
        match self.class {
            Class::Part(Part::Others) => &[],
            _ => self.domains,
        }
    }

    /// Whether a count says nothing here.
    pub fn is_told_elsewhere(&self) -> bool {
        matches!(self.class, Class::Allergies | Class::People)
    }

    /// The part with this step of an address.
    pub fn of_key(key: &str) -> Option<&'static Place> {
        Place::all().find(|place| place.key == key)
    }

    /// The part that lists this class.
    pub fn of(class: Class) -> Option<&'static Place> {
        Place::all().find(|place| place.class == class)
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = &'static Place> {
        HEALTH.iter().chain(&CARE).chain(&LIFE).chain(&PAPERS)
    }
}
