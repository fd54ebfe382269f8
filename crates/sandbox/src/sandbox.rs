//! The whole sandbox: the site and its hospitals, each on its own origin, in one process.
use std::collections::HashMap;
use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{anyhow, bail};
use axum::Router;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::accounts::Account;
use crate::chart::{Chart, Raw};
use crate::clock::Clock;
use crate::held::held;
use crate::hospital::{self, Client, Hospital, Mood};
use crate::identity::Key;
use crate::log::{Asked, Log};
use crate::options::Options;
use crate::personality::{LAKESIDE, Personality, ST_MARYS, SampleCharts};
use crate::recording::{self, Recording};
use crate::settings::{Order, Settings};
use crate::site::{self, Listed, Site};
use crate::{accounts, load, seeds};

/// Running servers. They end when this is dropped.
pub struct Sandbox {
    site_origin: String,
    site: Arc<Site>,
    st_marys: Arc<Hospital>,
    lakeside: Arc<Hospital>,
    others: Vec<Arc<Hospital>>,
    log: Arc<Log>,
    clock: Arc<Clock>,
    delay: watch::Sender<Duration>,
    /// Dropped with the sandbox, which tells the servers to end.
    _running: watch::Sender<()>,
}

impl Sandbox {
    /// Starts all servers; they answer when this returns.
    pub async fn start(options: Options) -> anyhow::Result<Self> {
        let recordings = match &options.replay {
            Some(folder) => recording::all(folder)?,
            None => Vec::new(),
        };
        let others = options.personalities.len() + recordings.len();
        let site_listener = listener(options.port, 0).await?;
        let mut ports = Vec::new();
        for number in 1..=2 + others {
            ports.push(listener(options.port, number).await?);
        }
        let site_origin = format!("http://localhost:{}", site_listener.local_addr()?.port());
        let (delay, delay_seen) = watch::channel(options.delay);
        let mut builder = Builder {
            site: site_origin.clone(),
            log: Arc::default(),
            clock: Arc::default(),
            delay: delay_seen,
            charts: HashMap::new(),
            options: &options,
        };
        let mut origins = Vec::new();
        for port in &ports {
            origins.push(address(port)?);
        }
        let [st_marys, lakeside, rest @ ..] = origins.as_slice() else {
            bail!("two hospitals always start")
        };
        let mut data = Vec::new();
        for path in &options.data {
            data.extend(load::path(path)?);
        }
        let st_marys_hospital = builder.sample(&ST_MARYS, st_marys, lakeside, data)?;
        let lakeside_hospital = builder.sample(&LAKESIDE, lakeside, st_marys, Vec::new())?;
        let mut others = Vec::new();
        let mut rest = rest.iter();
        for (personality, origin) in options.personalities.iter().zip(rest.by_ref()) {
            others.push(builder.sample(personality, origin, st_marys, Vec::new())?);
        }
        for (recording, origin) in recordings.into_iter().zip(rest) {
            others.push(builder.recorded(recording, origin, st_marys)?);
        }
        let hospitals: Vec<Arc<Hospital>> = [&st_marys_hospital, &lakeside_hospital]
            .into_iter()
            .chain(&others)
            .map(Arc::clone)
            .collect();
        let listed: Vec<Listed<'_>> = hospitals.iter().map(|one| Listed::new(one)).collect();
        let log = Arc::clone(&builder.log);
        let clock = Arc::clone(&builder.clock);
        let site = Site::new(&options, &listed, Arc::clone(&log), builder.delay.clone())?;
        let site = Arc::new(site);
        let (running, end) = watch::channel(());
        serve(site_listener, site::router(Arc::clone(&site)), end.clone());
        for (port, hospital) in ports.into_iter().zip(&hospitals) {
            serve(port, hospital::router(Arc::clone(hospital)), end.clone());
        }
        Ok(Self {
            site_origin,
            site,
            st_marys: st_marys_hospital,
            lakeside: lakeside_hospital,
            others,
            log,
            clock,
            delay,
            _running: running,
        })
    }

    /// The site's origin, `http://localhost:8600`.
    pub fn site(&self) -> &str {
        &self.site_origin
    }

    /// St. Mary's Hospital (sample).
    pub fn st_marys(&self) -> &Hospital {
        &self.st_marys
    }

    /// Lakeside Clinic (sample).
    pub fn lakeside(&self) -> &Hospital {
        &self.lakeside
    }

    /// Every hospital that runs: St. Mary's, Lakeside, the personalities, the recordings.
    pub fn hospitals(&self) -> impl Iterator<Item = &Hospital> {
        let always = [&self.st_marys, &self.lakeside].into_iter();
        always.chain(&self.others).map(Arc::as_ref)
    }

    /// The hospital with this key, if it runs.
    pub fn hospital(&self, key: &str) -> Option<&Hospital> {
        self.hospitals().find(|hospital| hospital.key() == key)
    }

    /// Every request to any server so far, in order of arrival.
    pub fn requests(&self) -> Vec<Asked> {
        self.log.all()
    }

    /// What browsers reported against the site's policy, as sent.
    pub fn csp_reports(&self) -> Vec<String> {
        held(&self.site.reports).clone()
    }

    /// Moves the hospitals' clock forward: codes and tokens grow old at once.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// From now on every request waits this long.
    pub fn set_delay(&self, delay: Duration) {
        self.delay.send_replace(delay);
    }
}

/// What all hospitals of one sandbox share.
struct Builder<'o> {
    site: String,
    log: Arc<Log>,
    clock: Arc<Clock>,
    delay: watch::Receiver<Duration>,
    /// Sample charts that several hospitals keep are read once.
    charts: HashMap<(SampleCharts, Order), Arc<Chart>>,
    options: &'o Options,
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
    fn sample(
        &mut self,
        personality: &Personality,
        origin: &str,
        elsewhere: &str,
        data: Vec<Raw>,
    ) -> anyhow::Result<Arc<Hospital>> {
        let charts = personality.charts;
        let order = personality.settings.records.order;
        let chart = match self.charts.get(&(charts, order)) {
            Some(chart) if data.is_empty() => Arc::clone(chart),
            Some(_) | None => {
                let brought = !data.is_empty();
                let mut records = seeds::of(charts.key())?;
                records.extend(data);
                let chart = Arc::new(Chart::new(records, order));
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
            accounts: accounts::of(charts.key(), &chart, "A chart loaded with --data"),
            chart,
        };
        self.hospital(own, origin, elsewhere)
    }

    /// A hospital that answers as a real server was recorded to answer.
    fn recorded(
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
                redirect_uri: format!("{}/callback", self.site),
            },
            accounts: own.accounts,
            chart: own.chart,
            grants: Mutex::default(),
            cursors: Mutex::default(),
            post: Mutex::default(),
            failures: Mutex::default(),
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

/// The port that many places after the first; 0 is any free port.
async fn listener(first: u16, number: usize) -> anyhow::Result<TcpListener> {
    let port = match first {
        0 => Some(0),
        first => u16::try_from(number)
            .ok()
            .and_then(|number| first.checked_add(number)),
    };
    let Some(port) = port else {
        bail!("ports in a row are needed: choose a lower one with --port")
    };
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => anyhow!(
                "port {port} is taken: end the program that uses it, or choose another with --port"
            ),
            _ => anyhow!("port {port} cannot be used: {error}"),
        })
}

fn address(listener: &TcpListener) -> anyhow::Result<String> {
    Ok(format!(
        "http://127.0.0.1:{}",
        listener.local_addr()?.port()
    ))
}

fn serve(listener: TcpListener, router: Router, mut end: watch::Receiver<()>) {
    let ended = async move {
        // An error means that the sender is gone: just what is waited for.
        let _ = end.changed().await;
    };
    // Small answers must leave at once, or latency measures the kernel's patience.
    let listener = listener.tap_io(|stream| {
        // Without it answers come later, but they come.
        let _ = stream.set_nodelay(true);
    });
    tokio::spawn(async move {
        axum::serve(listener, router)
            .with_graceful_shutdown(ended)
            .await
    });
}
