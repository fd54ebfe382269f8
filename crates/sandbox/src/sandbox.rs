//! The whole sandbox: the site and two hospitals, each on its own origin, in one process.
use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{anyhow, bail};
use axum::Router;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::chart::{Chart, Raw};
use crate::clock::Clock;
use crate::held::held;
use crate::hospital::{self, Client, Hospital, LAKESIDE, Mood, Profile, ST_MARYS};
use crate::identity::Key;
use crate::log::{Asked, Log};
use crate::options::Options;
use crate::site::{self, Site};
use crate::{accounts, load, seeds};

/// Running servers. They end when this is dropped.
pub struct Sandbox {
    site_origin: String,
    site: Arc<Site>,
    st_marys: Arc<Hospital>,
    lakeside: Arc<Hospital>,
    log: Arc<Log>,
    clock: Arc<Clock>,
    delay: watch::Sender<Duration>,
    /// Dropped with the sandbox, which tells the servers to end.
    _running: watch::Sender<()>,
}

impl Sandbox {
    /// Starts all servers; they answer when this returns.
    pub async fn start(options: Options) -> anyhow::Result<Self> {
        let [site_listener, st_marys_listener, lakeside_listener] = listeners(options.port).await?;
        let site_origin = format!("http://localhost:{}", site_listener.local_addr()?.port());
        let origins = [address(&st_marys_listener)?, address(&lakeside_listener)?];
        let (delay, delay_seen) = watch::channel(options.delay);
        let (log, clock) = (Arc::<Log>::default(), Arc::<Clock>::default());
        let new = |profile, own: &str, other: &str, data| {
            let place = Place {
                profile,
                origin: own.to_owned(),
                elsewhere: format!("{other}/fhir"),
            };
            build(
                place,
                data,
                &options,
                &site_origin,
                (&log, &clock, &delay_seen),
            )
        };
        let [st_marys_origin, lakeside_origin] = &origins;
        let mut data = Vec::new();
        for path in &options.data {
            data.extend(load::path(path)?);
        }
        let st_marys = new(ST_MARYS, st_marys_origin, lakeside_origin, data)?;
        let lakeside = new(LAKESIDE, lakeside_origin, st_marys_origin, Vec::new())?;
        let running_hospitals = [
            (st_marys.key(), st_marys.base()),
            (lakeside.key(), lakeside.base()),
        ];
        let site = Arc::new(Site::new(
            &options,
            &running_hospitals,
            Arc::clone(&log),
            delay_seen.clone(),
        )?);
        let (running, end) = watch::channel(());
        serve(site_listener, site::router(Arc::clone(&site)), end.clone());
        serve(
            st_marys_listener,
            hospital::router(Arc::clone(&st_marys)),
            end.clone(),
        );
        serve(
            lakeside_listener,
            hospital::router(Arc::clone(&lakeside)),
            end,
        );
        Ok(Self {
            site_origin,
            site,
            st_marys,
            lakeside,
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

struct Place {
    profile: Profile,
    origin: String,
    elsewhere: String,
}

type Shared<'a> = (&'a Arc<Log>, &'a Arc<Clock>, &'a watch::Receiver<Duration>);

fn build(
    place: Place,
    data: Vec<Raw>,
    options: &Options,
    site: &str,
    (log, clock, delay): Shared<'_>,
) -> anyhow::Result<Arc<Hospital>> {
    let Place {
        profile,
        origin,
        elsewhere,
    } = place;
    let mut records = seeds::of(profile.key)?;
    records.extend(data);
    let chart = Chart::new(records, profile.order());
    Ok(Arc::new(Hospital {
        profile,
        base: format!("{origin}/fhir"),
        origin,
        elsewhere,
        client: Client {
            id: "satchel".into(),
            origin: site.to_owned(),
            redirect_uri: format!("{site}/callback"),
        },
        accounts: accounts::of(profile.key, &chart),
        chart,
        grants: Mutex::default(),
        cursors: Mutex::default(),
        post: Mutex::default(),
        failures: Mutex::default(),
        met: Mutex::default(),
        key: Key::new(),
        clock: Arc::clone(clock),
        log: Arc::clone(log),
        mood: watch::Sender::new(Mood::Well),
        delay: delay.clone(),
        page_limit: options.page_limit,
        token_life: options.token_life,
    }))
}

async fn listeners(port: u16) -> anyhow::Result<[TcpListener; 3]> {
    let port = |offset: u16| match port {
        0 => Some(0),
        port => port.checked_add(offset),
    };
    Ok([
        listener(port(0)).await?,
        listener(port(1)).await?,
        listener(port(2)).await?,
    ])
}

async fn listener(port: Option<u16>) -> anyhow::Result<TcpListener> {
    let Some(port) = port else {
        bail!("three ports in a row are needed: choose one below 65534")
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
