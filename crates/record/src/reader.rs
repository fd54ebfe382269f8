//! Who is meant by a reference. Nothing here follows one: an address outside the hospital's base is
//! never turned into a request (reference §2.1 rule 12).

use std::collections::HashMap;

use fhir::{Contained, Reference, Target};

use crate::{
    ids::{Base, LocalId, SEED, mixed},
    medicine::MedicineName,
    names::{Mention, Wanted},
    sent,
    taking::Asked,
};

/// Knows one answer's references.
pub(crate) struct Reader<'p> {
    pub(crate) asked: Asked<'p>,
    base: Base,
    /// The types whose names this program can read, and so may ask for.
    named: &'static [&'static str],
    /// `urn:uuid:…` and foreign addresses of entries of the same answer.
    entries: HashMap<&'p str, LocalId>,
    /// References without a name, for the app to look up.
    pub(crate) wanted: Vec<Wanted>,
}

impl<'p> Reader<'p> {
    pub(crate) fn new(
        page: &'p fhir::Page<'_>,
        asked: &Asked<'p>,
        named: &'static [&'static str],
    ) -> Self {
        let mut reader = Reader {
            asked: *asked,
            base: Base::new(asked.base),
            named,
            entries: HashMap::new(),
            wanted: Vec::new(),
        };
        for entry in &page.entries {
            let (Some(url), Ok(resource)) = (entry.full_url.as_deref(), &entry.resource) else {
                continue;
            };
            if !url.starts_with(asked.base) {
                let id = resource.id().unwrap_or(url);
                reader
                    .entries
                    .insert(url, reader.base.id(resource.kind(), id));
            }
        }
        reader
    }

    /// The id of an entry.
    pub(crate) fn id(&self, entry: &fhir::Entry<'_>, resource: &fhir::Resource<'_>) -> LocalId {
        self.base.id(resource.kind(), self.own_id(entry))
    }

    /// What the hospital calls an entry; without an id, its address or its content stands in (quirk 16).
    pub(crate) fn own_id<'e>(&self, entry: &'e fhir::Entry<'_>) -> &'e str {
        let resource = entry.resource.as_ref().ok();
        let id = resource.and_then(fhir::Resource::id);
        id.or(entry.full_url.as_deref())
            .or(entry.sent)
            .unwrap_or_default()
    }

    /// The item of this hospital that a reference means.
    pub(crate) fn local(&self, reference: &Reference<'_>) -> Option<LocalId> {
        if let Some((kind, id)) = reference.local(self.asked.base) {
            return Some(self.base.id(kind, id));
        }
        match reference.target() {
            Target::Urn(url) | Target::Absolute(url) => self.entries.get(url).copied(),
            Target::Relative { .. }
            | Target::Contained(_)
            | Target::Search { .. }
            | Target::DisplayOnly
            | Target::Other(_) => None,
        }
    }

    /// Two items with the same tie refer to the same thing. What is inside a resource, or only a name,
    /// ties nothing together.
    pub(crate) fn tie(&self, reference: &Reference<'_>) -> Option<u128> {
        match reference.target() {
            Target::Contained(_) | Target::DisplayOnly => None,
            Target::Urn(text) | Target::Other(text) => Some(mixed(SEED, text)),
            Target::Relative { .. } | Target::Absolute(_) | Target::Search { .. } => {
                let text = reference.reference.as_deref().unwrap_or_default();
                Some(match reference.local(self.asked.base) {
                    Some((kind, id)) => mixed(mixed(SEED, kind), id),
                    None => mixed(SEED, text),
                })
            }
        }
    }

    /// Someone who is mentioned; if only by reference, the name will be asked for.
    pub(crate) fn mention(
        &mut self,
        reference: &Reference<'_>,
        contained: &[Contained<'_>],
    ) -> Option<Mention> {
        let inside = || Contained::find(contained, reference).and_then(Contained::line);
        let name = reference.words().map(str::to_owned).or_else(inside);
        let id = self.local(reference);
        if let (None, Some(id), Some((kind, own))) = (&name, id, reference.local(self.asked.base))
            && self.named.contains(&kind)
        {
            self.wanted.push(Wanted {
                source: self.asked.source,
                path: format!("{kind}/{own}"),
                id,
            });
        }
        (name.is_some() || id.is_some()).then_some(Mention {
            name,
            reference: id,
        })
    }

    /// The medicine inside a resource that a reference means, if it stands and can be read safely.
    pub(crate) fn inside<'r, 'a>(
        reference: &Reference<'_>,
        contained: &'r [Contained<'a>],
    ) -> Option<&'r Contained<'a>> {
        Contained::find(contained, reference).filter(|medication| {
            let withdrawn = medication.status.as_deref() == Some("entered-in-error");
            !withdrawn && !medication.has_unknown_modifier
        })
    }

    /// What a medicine is called that is known by reference; if only so, the name will be asked for.
    pub(crate) fn medicine(
        &mut self,
        reference: &Reference<'_>,
        contained: &[Contained<'_>],
    ) -> MedicineName {
        let inside = Self::inside(reference, contained);
        let own = inside.and_then(|medication| sent::medicine(medication.code.as_deref()?));
        let display = reference.words().map(str::to_owned);
        let id = self.local(reference);
        if let (None, None, Some(id), Some(("Medication", path))) =
            (&own, &display, id, reference.local(self.asked.base))
        {
            self.wanted.push(Wanted {
                source: self.asked.source,
                path: format!("Medication/{path}"),
                id,
            });
        }
        MedicineName {
            own,
            reference: id,
            display,
            code: None,
        }
    }

    /// It is surely the patient that was asked about.
    pub(crate) fn is_the_patient(&self, reference: &Reference<'_>) -> bool {
        let names_somebody = matches!(
            reference.target(),
            Target::Relative { .. } | Target::Absolute(_) | Target::Urn(_)
        );
        names_somebody && !self.is_someone_else(Some(reference))
    }

    /// The subject is surely not the patient that was asked about.
    pub(crate) fn is_someone_else(&self, subject: Option<&Reference<'_>>) -> bool {
        let Some(subject) = subject else { return false };
        let patient = self.base.id("Patient", self.asked.patient);
        let is_patient = |(kind, id): (&str, &str)| kind == "Patient" && id == self.asked.patient;
        match subject.target() {
            Target::Relative { kind, id, .. } => !is_patient((kind, id)),
            Target::Absolute(url) => {
                let mut steps = url.rsplit('/');
                let tail = steps.next().zip(steps.next()).map(|(id, kind)| (kind, id));
                let known = self.local(subject);
                known != Some(patient) && !(known.is_none() && tail.is_some_and(is_patient))
            }
            Target::Urn(url) => {
                self.local(subject) != Some(patient) && !url.ends_with(self.asked.patient)
            }
            Target::Contained(_)
            | Target::Search { .. }
            | Target::DisplayOnly
            | Target::Other(_) => false,
        }
    }
}
