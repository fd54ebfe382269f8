//! The whole sandbox: the site and its hospitals, each on its own origin, in one process.
use std::collections::HashMap;
use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{anyhow, bail};
use axum::Router;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::brands;
use crate::builder::Builder;
use crate::chart::Chart;
use crate::clock::Clock;
use crate::held::held;
use crate::hospital::{self, Hospital};
use crate::log::{Asked, Log};
use crate::options::Options;
use crate::personality::{HILLSIDE, LAKESIDE, Personality, RIVERSIDE, ST_MARYS};
use crate::settings::Order;
use crate::site::{self, Listed, Site};
use crate::{load, recording};

/// Running servers. They end when this is dropped.
pub struct Sandbox {
    site_origin: String,
    site: Arc<Site>,
    st_marys: Arc<Hospital>,
    lakeside: Arc<Hospital>,
    /// Hillside and Riverside, if they run.
    further: Vec<Arc<Hospital>>,
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
        let further: &[Personality] = if options.four {
            &[HILLSIDE, RIVERSIDE]
        } else {
            &[]
        };
        let others = further.len() + options.personalities.len() + recordings.len();
        let site_listener = listener(options.port, 0).await?;
        let mut ports = Vec::new();
        for number in 1..=2 + others {
            ports.push(listener(options.port, number).await?);
        }
        let site_origin = format!("http://localhost:{}", site_listener.local_addr()?.port());
        let (delay, delay_seen) = watch::channel(options.delay);
        let (log, clock) = (Arc::<Log>::default(), Arc::<Clock>::default());
        let mut builder = Builder {
            site: site_origin.clone(),
            log: Arc::clone(&log),
            clock: Arc::clone(&clock),
            delay: delay_seen.clone(),
            charts: HashMap::new(),
            everywhere: Chart::new(load::all(&options.everywhere)?, Order::AsKept).into_resources(),
            options: &options,
        };
        let mut origins = Vec::new();
        for port in &ports {
            origins.push(address(port)?);
        }
        let [st_marys, lakeside, rest @ ..] = origins.as_slice() else {
            bail!("two hospitals always start")
        };
        let data = load::all(&options.data)?;
        let st_marys_hospital = builder.sample(&ST_MARYS, st_marys, lakeside, data)?;
        let lakeside_hospital = builder.sample(&LAKESIDE, lakeside, st_marys, Vec::new())?;
        let mut rest = rest.iter();
        let mut beside = |personalities: &[Personality]| -> anyhow::Result<Vec<Arc<Hospital>>> {
            let placed = personalities.iter().zip(rest.by_ref());
            let open =
                |(one, origin): (&_, &String)| builder.sample(one, origin, st_marys, Vec::new());
            placed.map(open).collect()
        };
        let further = beside(further)?;
        let mut others = beside(&options.personalities)?;
        for (recording, origin) in recordings.into_iter().zip(rest) {
            others.push(builder.recorded(recording, origin, st_marys)?);
        }
        let hospitals: Vec<Arc<Hospital>> = [&st_marys_hospital, &lakeside_hospital]
            .into_iter()
            .chain(&further)
            .chain(&others)
            .map(Arc::clone)
            .collect();
        let listed: Vec<Listed<'_>> = hospitals.iter().map(|one| Listed::new(one)).collect();
        let brands = brands::bundle(&hospitals);
        let site = Site::new(&options, &listed, &brands, Arc::clone(&log), delay_seen)?;
        let site = Arc::new(site);
        let (running, end) = watch::channel(());
        serve(site_listener, site::router(Arc::clone(&site)), end.clone());
        for (port, hospital) in ports.into_iter().zip(&hospitals) {
            let router = hospital::router(Arc::clone(hospital));
            serve(port, router.merge(brands::router(&brands)), end.clone());
        }
        Ok(Self {
            site_origin,
            site,
            st_marys: st_marys_hospital,
            lakeside: lakeside_hospital,
            further,
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

    /// Those that keep sample charts of their own: St. Mary's, Lakeside and, if they run, Hillside and Riverside.
    pub fn homes(&self) -> impl Iterator<Item = &Hospital> {
        let always = [&self.st_marys, &self.lakeside].into_iter();
        always.chain(&self.further).map(Arc::as_ref)
    }

    /// Every hospital that runs: these, the personalities, the recordings.
    pub fn hospitals(&self) -> impl Iterator<Item = &Hospital> {
        self.homes().chain(self.others.iter().map(Arc::as_ref))
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
