//! Makes hospitals out of personalities and recordings.
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::watch;

use crate::accounts::{self, Account};
use crate::chart::{Chart, Raw};
use crate::clock::Clock;
use crate::hospital::{Client, Hospital, Mood};
use crate::identity::Key;
use crate::log::Log;
use crate::options::Options;
use crate::personality::{Personality, SampleCharts};
use crate::recording::Recording;
use crate::resource::Resource;
use crate::seeds;
use crate::settings::{Order, Settings};

/// What all hospitals of one sandbox share.
pub(crate) struct Builder<'o> {
    pub(crate) site: String,
    pub(crate) log: Arc<Log>,
    pub(crate) clock: Arc<Clock>,
    pub(crate) delay: watch::Receiver<Duration>,
    /// Sample charts that several hospitals keep are read once.
    pub(crate) charts: HashMap<(SampleCharts, Order), Arc<Chart>>,
    /// Charts that every home of sample charts keeps too, in memory once.
    pub(crate) everywhere: Vec<Arc<Resource>>,
    pub(crate) options: &'o Options,
}

/// What is a hospital's own.
struct Own {
    key: String,
    name: String,
    settings: Settings,
    samples: Option<SampleCharts>,
    recording: Option<Recording>,
    chart: Arc<Chart>,
    accounts: Vec<Account>,
}

impl Builder<'_> {
    /// A hospital with sample charts, and with others where they were brought along.
    pub(crate) fn sample(
        &mut self,
        personality: &Personality,
        origin: &str,
        elsewhere: &str,
        data: Vec<Raw>,
    ) -> anyhow::Result<Arc<Hospital>> {
        let charts = personality.samples;
        let order = personality.settings.records.order;
        let shared = match personality.key == charts.key() {
            true => self.everywhere.as_slice(),
            false => &[],
        };
        let brought = !data.is_empty() || !shared.is_empty();
        let chart = match self.charts.get(&(charts, order)) {
            Some(chart) if !brought => Arc::clone(chart),
            Some(_) | None => {
                let mut records = seeds::of(charts)?;
                records.extend(data);
                let chart = Arc::new(Chart::beside(shared, records, order));
                if !brought {
                    self.charts.insert((charts, order), Arc::clone(&chart));
                }
                chart
            }
        };
        let own = Own {
            key: personality.key.to_owned(),
            name: personality.name.to_owned(),
            settings: personality.settings,
            samples: Some(charts),
            recording: None,
            accounts: accounts::of(charts.key(), &chart, "A chart loaded from a file"),
            chart,
        };
        self.hospital(own, origin, elsewhere)
    }

    /// A hospital that answers as a real server was recorded to answer.
    pub(crate) fn recorded(
        &self,
        (recording, server): (Recording, String),
        origin: &str,
        elsewhere: &str,
    ) -> anyhow::Result<Arc<Hospital>> {
        let recording = recording.moved(&server, &format!("{origin}/fhir"));
        let name = format!("Patient/{}", recording.patient);
        let patient = recording.record(&name).map(|text| Raw {
            full_url: None,
            text: text.to_owned(),
        });
        let chart = Chart::new(patient.into_iter().collect(), Order::AsKept);
        let own = Own {
            key: recording.key.clone(),
            name: format!("{} (recorded)", recording.key),
            settings: Settings::STRICT,
            samples: None,
            accounts: accounts::of("", &chart, "A recorded chart"),
            chart: Arc::new(chart),
            recording: Some(recording),
        };
        self.hospital(own, origin, elsewhere)
    }

    fn hospital(&self, own: Own, origin: &str, elsewhere: &str) -> anyhow::Result<Arc<Hospital>> {
        let settings = own.settings;
        Ok(Arc::new(Hospital {
            key: own.key,
            name: own.name,
            settings,
            samples: own.samples,
            recording: own.recording,
            base: format!("{origin}/fhir"),
            origin: origin.to_owned(),
            elsewhere: format!("{elsewhere}/fhir"),
            client: Client {
                id: "satchel".into(),
                origin: self.site.clone(),
                redirect_uri: match settings.vendor {
                    Some(vendor) => format!("{}/callback/{vendor}", self.site),
                    None => format!("{}/callback", self.site),
                },
            },
            accounts: own.accounts,
            chart: Mutex::new(own.chart),
            grants: Mutex::default(),
            cursors: Mutex::default(),
            post: Mutex::default(),
            failures: watch::Sender::default(),
            met: Mutex::default(),
            signing: Key::new(settings.identity.algorithm)?,
            meter: Mutex::default(),
            signed: Mutex::default(),
            clock: Arc::clone(&self.clock),
            log: Arc::clone(&self.log),
            mood: watch::Sender::new(Mood::usual(&settings)),
            delay: self.delay.clone(),
            page_limit: self.options.page_limit,
            token_life: self.options.token_life,
        }))
    }
}
