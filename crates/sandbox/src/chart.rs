//! All records of one hospital, found by name, by patient and by what they point to.
//! Knows nothing of tokens: whoever asks says for which patient. What changes in it gives a new chart.
use std::collections::HashMap;
use std::sync::Arc;

use crate::references;
use crate::resource::Resource;
use crate::settings::Order;

/// A record as it was read from a file: its JSON, and the address its bundle gave it.
pub(crate) struct Raw {
    pub(crate) full_url: Option<String>,
    pub(crate) text: String,
}

/// A record's place in the chart.
pub(crate) type Place = usize;

#[derive(Default)]
pub(crate) struct Chart {
    resources: Vec<Arc<Resource>>,
    by_name: HashMap<String, Place>,
    /// Type, then patient; the empty patient for what belongs to none.
    by_patient: HashMap<String, HashMap<String, Vec<Place>>>,
    provenance: HashMap<Place, Vec<Place>>,
    order: Order,
}

impl Chart {
    pub(crate) fn new(raw: Vec<Raw>, order: Order) -> Self {
        Self::beside(&[], raw, order)
    }

    /// A chart of records that other charts share, and of its own.
    pub(crate) fn beside(shared: &[Arc<Resource>], own: Vec<Raw>, order: Order) -> Self {
        let mut chart = Self {
            order,
            ..Self::default()
        };
        let own = references::resolved(own).into_iter();
        let own = own.filter_map(Resource::read).map(Arc::new);
        for resource in own.chain(shared.iter().cloned()) {
            match chart.by_name.get(&resource.name()) {
                Some(&place) => chart.replace(place, resource),
                None => chart.add(resource),
            }
        }
        chart.sort();
        chart
    }

    /// The same chart with this record, in place of the one of its name if there is one. Every other record keeps
    /// its place.
    pub(crate) fn with(&self, resource: Resource) -> Self {
        let mut chart = self.unsorted();
        match chart.by_name.get(&resource.name()) {
            Some(&place) => chart.replace(place, Arc::new(resource)),
            None => chart.add(Arc::new(resource)),
        }
        chart.sort();
        chart
    }

    /// The same chart, in which nobody finds this record any more.
    pub(crate) fn without(&self, name: &str) -> Self {
        let mut chart = self.unsorted();
        chart.by_name.remove(name);
        chart.sort();
        chart
    }

    fn unsorted(&self) -> Self {
        Self {
            resources: self.resources.clone(),
            by_name: self.by_name.clone(),
            order: self.order,
            ..Self::default()
        }
    }

    fn sort(&mut self) {
        self.follow_provenance();
        self.sort_into_compartments();
    }

    pub(crate) fn at(&self, place: Place) -> Option<&Arc<Resource>> {
        let resource = self.resources.get(place)?;
        (self.place(&resource.name()) == Some(place)).then_some(resource)
    }

    pub(crate) fn place(&self, name: &str) -> Option<Place> {
        self.by_name.get(name).copied()
    }

    /// Every record of a type that lies in a patient's compartment, or belongs to nobody.
    pub(crate) fn of(&self, kind: &str, patient: &str) -> &[Place] {
        self.by_patient
            .get(kind)
            .and_then(|of| of.get(patient))
            .map_or(&[], Vec::as_slice)
    }

    pub(crate) fn provenance_of(&self, place: Place) -> &[Place] {
        self.provenance.get(&place).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn resources(&self) -> &[Arc<Resource>] {
        &self.resources
    }

    pub(crate) fn into_resources(self) -> Vec<Arc<Resource>> {
        self.resources
    }

    fn add(&mut self, resource: Arc<Resource>) {
        self.by_name.insert(resource.name(), self.resources.len());
        self.resources.push(resource);
    }

    fn replace(&mut self, place: Place, resource: Arc<Resource>) {
        if let Some(earlier) = self.resources.get_mut(place) {
            *earlier = resource;
        }
    }

    /// A Provenance belongs to the patients of what it tells the origin of. One that charts share has been told before.
    fn follow_provenance(&mut self) {
        for place in 0..self.resources.len() {
            let Some(resource) = self.at(place) else {
                continue;
            };
            let targets: Vec<Place> = resource
                .targets
                .iter()
                .filter_map(|name| self.place(name))
                .collect();
            let mut patients = resource.patients.clone();
            for &target in &targets {
                self.provenance.entry(target).or_default().push(place);
                patients.extend(
                    self.at(target)
                        .into_iter()
                        .flat_map(|target| target.patients.clone()),
                );
            }
            patients.sort();
            patients.dedup();
            if let Some(resource) = self.resources.get_mut(place).and_then(Arc::get_mut) {
                resource.patients = patients;
            }
        }
    }

    fn sort_into_compartments(&mut self) {
        for (place, resource) in self.resources.iter().enumerate() {
            if self.by_name.get(&resource.name()) != Some(&place) {
                continue;
            }
            let of_type = self.by_patient.entry(resource.kind.clone()).or_default();
            if resource.patients.is_empty() {
                of_type.entry(String::new()).or_default().push(place);
            }
            for patient in &resource.patients {
                of_type.entry(patient.clone()).or_default().push(place);
            }
        }
        if self.order == Order::NewestFirst {
            let start = |place: &Place| {
                self.resources
                    .get(*place)
                    .and_then(|it| it.dates.first())
                    .map(|dated| dated.span.start)
            };
            for places in self.by_patient.values_mut().flat_map(HashMap::values_mut) {
                places.sort_by_key(|place| std::cmp::Reverse(start(place)));
            }
        }
    }
}
