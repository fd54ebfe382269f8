//! The one door to a hospital: every request for a record goes through [`Connection::read`], every message through
//! [`Connection::create`], and no other code ever holds a token.
//!
//! It does not know what it carries: bytes go out as they came in.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;

use async_lock::{Mutex, Semaphore};
use record::section::{Feed, Trouble};
use record::{Past, SourceId};
use smart::{AccessToken, FhirBase, FhirUser, Interaction, RefreshError, Rules, Tokens};
use vault::archive::Ended;

use crate::browser::compress::Original;
use crate::browser::fetch::{Answer, NoAnswer, Stop, Watch, fetch, fetch_watched};
use crate::browser::{clock, page};
use crate::draft::Addressee;
use crate::patience::{self, Next};
use crate::settings::Hospital;

/// How many requests one hospital gets at a time.
const AT_ONCE: usize = 5;

/// A signed-in patient at one hospital.
pub struct Connection {
    /// Which hospital, for the record.
    pub source: SourceId,
    /// What the settings say about it.
    pub hospital: Hospital,
    tokens: RefCell<Tokens>,
    renewal: Mutex<()>,
    permits: Semaphore,
    busy_until: Cell<f64>,
    stop: Stop,
    /// What came, by the number of the search that asked for it: under 0 all of it, under others what a run for a
    /// part has brought since.
    originals: RefCell<BTreeMap<(u8, u8), Rc<Originals>>>,
    /// What became of its items, where the kept answers do not tell.
    past: RefCell<Rc<Past>>,
    /// Hears of the tokens, where this is kept on the device.
    witness: RefCell<Option<Witness>>,
}

/// The answers to one search, as they came.
pub struct Originals {
    /// When they were asked for, in milliseconds since 1970.
    pub at: f64,
    /// What the search came to.
    pub ended: Ended,
    /// Each with the address it was read from.
    pub pages: Vec<(String, Original)>,
}

/// What happens to the tokens of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// They are other ones from now on.
    Changed,
    /// The hospital did not renew them.
    NotRenewed,
}

/// Hears of it. Tokens are not used before the future is over: by then they are written down, or cannot be.
pub type Witness = Rc<dyn Fn(News) -> Pin<Box<dyn Future<Output = ()>>>>;

/// An answer that is no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The server said no, with this status.
    Status(u16),
    /// No answer came.
    NoAnswer(NoAnswer),
    /// The sign-in has ended and could not be renewed.
    SignInAgain,
    /// The address, or the one that answered, is not the hospital's.
    Elsewhere,
}

impl Connection {
    /// A connection that was just signed in.
    pub fn new(source: SourceId, hospital: Hospital, tokens: Tokens, stop: Stop) -> Connection {
        Connection {
            source,
            hospital,
            tokens: RefCell::new(tokens),
            renewal: Mutex::new(()),
            permits: Semaphore::new(AT_ONCE),
            busy_until: Cell::new(0.0),
            stop,
            originals: RefCell::default(),
            past: RefCell::default(),
            witness: RefCell::new(None),
        }
    }

    /// The tokens as they are now, for the vault.
    pub fn tokens(&self) -> Tokens {
        self.tokens.borrow().clone()
    }

    /// From now on this hears of the tokens.
    pub fn tell(&self, witness: Option<Witness>) {
        self.witness.replace(witness);
    }

    /// Its FHIR address.
    pub fn base(&self) -> FhirBase {
        self.tokens.borrow().base().clone()
    }

    /// The patient's id there.
    pub fn patient(&self) -> String {
        self.tokens.borrow().patient.as_str().to_owned()
    }

    /// Its record and who signed in to it, for what is written to it.
    pub fn addressee(&self) -> Addressee {
        let tokens = self.tokens.borrow();
        let user = tokens.user.as_ref().map(FhirUser::written);
        Addressee::new(
            tokens.base().as_str(),
            tokens.patient.as_str(),
            user.as_deref(),
        )
    }

    /// Whether the hospital said that somebody else than the patient signed in.
    pub fn is_by_proxy(&self) -> bool {
        self.tokens.borrow().is_proxy()
    }

    /// Whether it opens the very record that these tokens open.
    pub fn is_for(&self, tokens: &Tokens) -> bool {
        let own = self.tokens.borrow();
        own.base() == tokens.base() && own.patient == tokens.patient
    }

    /// When the access ends, in milliseconds since 1970; `None` where it is renewed by itself.
    pub fn ends(&self) -> Option<f64> {
        let tokens = self.tokens.borrow();
        // While it is being renewed the refresh token is on its way.
        let is_renewable = tokens.is_renewable() || self.renewal.try_lock().is_none();
        (!is_renewable).then(|| tokens.expires_at_ms() as f64)
    }

    /// Whether the access has ended and does not renew itself.
    pub fn has_ended(&self) -> bool {
        self.ends().is_some_and(|at| at <= clock::now())
    }

    /// The hospital's page where the patient sees and ends what they share, if it has one.
    pub fn management(&self) -> Option<String> {
        self.tokens.borrow().management().map(str::to_owned)
    }

    /// The patient signed in once more: what comes now is read with the new tokens.
    pub async fn sign_in_again(&self, tokens: Tokens) {
        self.tokens.replace(tokens);
        self.witnessed(News::Changed).await;
    }

    /// Whether the person has signed out of it.
    pub fn is_closed(&self) -> bool {
        self.stop.is_stopped()
    }

    /// How it wants to be spoken to.
    pub fn rules(&self) -> Rules {
        *self.tokens.borrow().rules()
    }

    /// Reads from an address under the base, and gives the body.
    pub async fn read(&self, url: &str) -> Result<Vec<u8>, Refused> {
        let answer = self.answer(url, self.rules().accept, None).await?;
        Ok(answer.body)
    }

    /// Reads a file from an address under the base: in its own type, else wrapped in JSON (reference §6.1).
    pub async fn file(&self, url: &str, media: &str, watch: &Watch) -> Result<Answer, Refused> {
        let rules = self.rules();
        let forms: Vec<&str> = rules.file_accept(media).collect();
        self.answer(url, &forms, Some(watch)).await
    }

    /// Waits for its turn and while the hospital is busy, renews the token when it must, and asks in the first
    /// form that the hospital takes.
    async fn answer(
        &self,
        url: &str,
        forms: &[&str],
        watch: Option<&Watch>,
    ) -> Result<Answer, Refused> {
        let _turn = self.permits.acquire().await;
        let (mut tries, mut renewed) = (1, false);
        let mut forms = forms.iter().copied();
        let mut form = forms.next().unwrap_or("*/*");
        let mut by_form = false;
        loop {
            self.wait_while_busy().await;
            let mut access = self.access();
            if !renewed && self.tokens.borrow().is_due(clock::now() as u64) {
                renewed = true;
                // A token that cannot be renewed early may still be good until its end.
                let _ = self.renew(&access).await;
                access = self.access();
            }
            let answer = self.ask(url, form, by_form, watch).await?;
            match answer.status {
                200..=299 => return Ok(answer),
                // Somebody else renewed it while this answer was on its way.
                401 if access.secret() != self.access().secret() => {}
                401 if !renewed => {
                    renewed = true;
                    self.renew(&access).await?;
                }
                401 => return Err(Refused::SignInAgain),
                // It takes no search in an address, or none so long.
                405 | 414 if !by_form && url.contains('?') => by_form = true,
                status @ (406 | 415) => {
                    form = forms.next().ok_or(Refused::Status(status))?;
                }
                status => match patience::after(status, tries, answer.retry_after, clock::jitter())
                {
                    Next::GiveUp => return Err(Refused::Status(status)),
                    Next::Wait(milliseconds) => {
                        tries += 1;
                        self.busy_until.set(clock::now() + f64::from(milliseconds));
                    }
                },
            }
        }
    }

    /// Whether the patient allowed this, and the hospital has granted it.
    pub fn allows(&self, resource_type: &str, interaction: Interaction) -> bool {
        self.tokens
            .borrow()
            .granted
            .allows(resource_type, interaction)
    }

    /// The hospital answered 403 for this type: that is believed over what it said it had granted.
    pub fn refuses(&self, resource_type: &str, interaction: Interaction) {
        let mut tokens = self.tokens.borrow_mut();
        tokens.granted.refuse(resource_type, interaction);
    }

    /// Hands a resource over, once. Only a 401 is followed by a second request, with a renewed token: a server that
    /// does not know who asks has kept nothing. Whatever else comes back, or does not, is for the caller to judge.
    pub async fn create(
        &self,
        resource_type: &str,
        json: &str,
        condition: Option<&str>,
    ) -> Result<Answer, Refused> {
        let _turn = self.permits.acquire().await;
        let url = self.base().join(resource_type);
        let mut access = self.access();
        if self.tokens.borrow().is_due(clock::now() as u64) {
            // As in `answer`: it may still be good until its end.
            let _ = self.renew(&access).await;
            access = self.access();
        }
        let answer = self.hand_over(&url, json, condition).await?;
        if answer.status == 403 {
            self.refuses(resource_type, Interaction::Create);
        }
        if answer.status != 401 {
            return Ok(answer);
        }
        // Without a renewed token nothing left a second time: the 401 stands.
        if self.renew(&access).await.is_err() {
            return Err(Refused::SignInAgain);
        }
        match self.hand_over(&url, json, condition).await? {
            Answer { status: 401, .. } => Err(Refused::SignInAgain),
            answer => Ok(answer),
        }
    }

    async fn hand_over(
        &self,
        url: &str,
        json: &str,
        condition: Option<&str>,
    ) -> Result<Answer, Refused> {
        let condition = condition.map(str::to_owned);
        let request = self
            .tokens
            .borrow()
            .create(url, json.to_owned(), condition)
            .ok_or(Refused::Elsewhere)?;
        let answer = fetch(&request, &self.stop)
            .await
            .map_err(Refused::NoAnswer)?;
        match self.base().covers(&answer.url) {
            true => Ok(answer),
            false => Err(Refused::Elsewhere),
        }
    }

    /// Keeps the answers to a search as they came, for "as written", for saving and for the vault; newer ones take
    /// the place of earlier ones, and of their parts.
    pub fn keep(&self, search: u8, originals: Originals) {
        let mut kept = self.originals.borrow_mut();
        kept.retain(|(of, _), _| *of != search);
        kept.insert((search, 0), Rc::new(originals));
    }

    /// Keeps beside them what a run for a part brought.
    pub fn keep_part(&self, search: u8, originals: Originals) {
        let mut kept = self.originals.borrow_mut();
        let last = kept.keys().filter(|(of, _)| *of == search);
        let part = last.map(|(_, part)| part.saturating_add(1)).max();
        kept.insert((search, part.unwrap_or(1)), Rc::new(originals));
    }

    /// Keeps what a run for everything brought beside what was kept of it until then; what came later it replaces.
    pub fn keep_beside(&self, search: u8, until: i64, originals: Originals) {
        let is_needed = |kept: &Originals| kept.at as i64 <= until;
        if !self.whole_of(search).is_some_and(|whole| is_needed(&whole)) {
            return self.keep(search, originals);
        }
        let mut kept = self.originals.borrow_mut();
        kept.retain(|(of, part), one| *of != search || *part == 0 || is_needed(one));
        drop(kept);
        self.keep_part(search, originals);
    }

    /// What was kept of a search goes: a wider one has brought it.
    pub fn drop_kept(&self, search: u8) {
        let mut kept = self.originals.borrow_mut();
        kept.retain(|(of, _), _| *of != search);
    }

    /// Whether the whole answer to a search is kept.
    pub fn has_whole(&self, search: u8) -> bool {
        let originals = self.originals.borrow();
        originals
            .get(&(search, 0))
            .is_some_and(|kept| kept.ended == Ended::Whole)
    }

    /// One of its searches, as the sections of the record know it.
    pub fn feed(&self, search: u8) -> Feed {
        Feed {
            source: self.source,
            search,
        }
    }

    /// What is kept of a search as a whole, or that it was refused.
    pub fn whole_of(&self, search: u8) -> Option<Rc<Originals>> {
        self.originals.borrow().get(&(search, 0)).cloned()
    }

    /// The pages of that.
    pub fn kept_of(&self, search: u8) -> Vec<(String, Original)> {
        let originals = self.originals.borrow();
        originals
            .get(&(search, 0))
            .map(|kept| kept.pages.clone())
            .unwrap_or_default()
    }

    /// What is kept, by the number of the search and of the part.
    pub fn kept(&self) -> Vec<((u8, u8), Rc<Originals>)> {
        let originals = self.originals.borrow();
        originals
            .iter()
            .map(|(place, kept)| (*place, Rc::clone(kept)))
            .collect()
    }

    /// What became of its items, where the kept answers do not tell.
    pub fn past(&self) -> Rc<Past> {
        Rc::clone(&self.past.borrow())
    }

    /// From now on that is this.
    pub fn set_past(&self, past: Past) {
        self.past.replace(Rc::new(past));
    }

    /// Ends every request and forgets what was kept. The hospital is not told: the tokens may lie in the vault.
    pub fn put_away(&self) {
        self.stop.stop();
        self.originals.borrow_mut().clear();
        self.past.take();
        self.witness.replace(None);
    }

    /// The same for good: tells the hospital that the tokens are no longer wanted.
    pub async fn close(&self) {
        self.put_away();
        self.sign_out().await;
    }

    /// From now on nothing here opens the record; the future tells the hospital. What it brought stays.
    pub fn sign_out(&self) -> impl Future<Output = ()> + use<> {
        let spent = self.tokens.borrow().spent();
        let tokens = self.tokens.replace(spent);
        async move {
            let Some(last) = Stop::new() else { return };
            for request in tokens.sign_out() {
                // The hospital may be away; the tokens are gone from here in any case.
                let _ = fetch(&request, &last).await;
            }
        }
    }

    async fn ask(
        &self,
        url: &str,
        form: &str,
        by_form: bool,
        watch: Option<&Watch>,
    ) -> Result<Answer, Refused> {
        let request = match by_form {
            true => self.tokens.borrow().search_by_form(url),
            false => self.tokens.borrow().read(url),
        };
        let mut request = request.ok_or(Refused::Elsewhere)?;
        request.headers.retain(|(name, _)| *name != "Accept");
        request.headers.push(("Accept", form.to_owned()));
        let answer = fetch_watched(&request, &self.stop, watch)
            .await
            .map_err(Refused::NoAnswer)?;
        if self.base().covers(&answer.url) {
            Ok(answer)
        } else {
            Err(Refused::Elsewhere)
        }
    }

    /// One renewal at a time; who comes while it runs takes its result.
    async fn renew(&self, spent: &AccessToken) -> Result<(), Refused> {
        let _alone = self.renewal.lock().await;
        if self.access().secret() != spent.secret() {
            return Ok(());
        }
        if !page::is_online() {
            // A refresh token that cannot leave is not spent.
            return Err(Refused::NoAnswer(NoAnswer::Unreachable));
        }
        let renewal = self.tokens.borrow_mut().take_renewal();
        let renewal = renewal.ok_or(Refused::SignInAgain)?;
        // A refresh token is used once: nothing that stops here leaves it in the vault as if it were good.
        self.witnessed(News::Changed).await;
        let answer = fetch(renewal.request(), &self.stop).await;
        if self.access().secret() != spent.secret() {
            // The patient has signed in again meanwhile, and perhaps shares more.
            return Ok(());
        }
        let answer = match answer {
            Ok(answer) => answer,
            Err(none) => {
                self.witnessed(News::NotRenewed).await;
                return Err(Refused::NoAnswer(none));
            }
        };
        match renewal.tokens(answer.status, &answer.body, clock::now() as u64) {
            Ok(tokens) => {
                self.tokens.replace(tokens);
                self.witnessed(News::Changed).await;
                Ok(())
            }
            Err(RefreshError::Busy) => {
                self.tokens.replace(renewal.put_back());
                self.witnessed(News::Changed).await;
                self.witnessed(News::NotRenewed).await;
                Err(Refused::Status(answer.status))
            }
            Err(RefreshError::SignInAgain) => {
                self.witnessed(News::NotRenewed).await;
                Err(Refused::SignInAgain)
            }
            Err(RefreshError::NoAnswer) => {
                self.witnessed(News::NotRenewed).await;
                Err(Refused::Status(answer.status))
            }
        }
    }

    async fn witnessed(&self, news: News) {
        let witness = self.witness.borrow().clone();
        if let Some(witness) = witness {
            witness(news).await;
        }
    }

    fn access(&self) -> AccessToken {
        self.tokens.borrow().access.clone()
    }

    async fn wait_while_busy(&self) {
        let left = self.busy_until.get() - clock::now();
        if left > 0.0 {
            clock::wait(left as u32).await;
        }
    }
}

impl Refused {
    /// What it means for a class of the record.
    pub fn trouble(self) -> Trouble {
        match self {
            Refused::Status(403) => Trouble::NotShared,
            Refused::Status(404) => Trouble::NotOffered,
            Refused::Status(429 | 503 | 504) => Trouble::TooBusy,
            Refused::Status(500..) => Trouble::ServerError,
            Refused::Status(_) => Trouble::Refused,
            Refused::NoAnswer(NoAnswer::Unreachable | NoAnswer::Stopped) => Trouble::Offline,
            Refused::NoAnswer(NoAnswer::TimedOut) => Trouble::TimedOut,
            Refused::NoAnswer(NoAnswer::TooLarge) => Trouble::TooLarge,
            Refused::NoAnswer(NoAnswer::CutShort) => Trouble::CutShort,
            Refused::SignInAgain => Trouble::SignInAgain,
            Refused::Elsewhere => Trouble::LeftTheHospital,
        }
    }
}
