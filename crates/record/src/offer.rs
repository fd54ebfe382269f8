//! Whether a hospital takes messages from apps, by what it says about itself (reference §5.4).

/// It takes messages and shows those it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// It says that it honours `If-None-Exist`.
    pub conditional: bool,
}

/// The CapabilityStatement of an answer, as far as messages go; `None`: it takes none.
pub fn messages(page: &fhir::Page<'_>) -> Option<Offer> {
    let statement = page.resources().find_map(|resource| match resource {
        fhir::Resource::CapabilityStatement(statement) => Some(statement),
        _ => None,
    })?;
    let about = statement.of("Communication")?;
    (about.lists("create") && about.lists("search-type")).then_some(Offer {
        conditional: about.conditional_create == Some(true),
    })
}
