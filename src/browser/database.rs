//! The vault's place on this device: one database with two stores. What is in `values` is sealed; `head` is in the
//! clear and says how to unlock them, and which tab may write. A write happens whole or not at all.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbRequest, IdbTransaction, window};

use super::clock;
use super::object::{call, called, error_name, field, object};

const NAME: &str = "satchel";
const HEAD: &str = "head";
const VALUES: &str = "values";

/// How to unlock the vault: one without it is none.
const HEADER: &str = "header";
/// The number of the tab that may write.
const HOLDER: &str = "holder";
/// So long is waited for the browser to look, in milliseconds.
const PATIENCE_MS: u32 = 5000;
/// So many times at the most stand under a name.
const MOST_TIMES: usize = 100;

/// Why nothing was written. What was there before is there still, if anything is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotWritten {
    /// The browser gives no more room.
    Full,
    /// Another tab holds the vault.
    Elsewhere,
    /// Somebody deleted the vault, or the browser did.
    Gone,
    /// Something else, that may pass.
    Trouble,
}

/// The browser did not let us look; whether there is anything is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotRead;

/// The header of the vault on this device, if there is a vault. Looking makes none, and ends.
pub async fn header() -> Result<Option<Vec<u8>>, NotRead> {
    clock::within(PATIENCE_MS, look())
        .await
        .unwrap_or(Err(NotRead))
}

async fn look() -> Result<Option<Vec<u8>>, NotRead> {
    // Opening makes what is not there. Whoever leaves the page before that is taken back may find the database stuck
    // on the next one (Chromium 148), so it is opened only if there is one, or where nobody can say (Firefox before 126).
    if names()
        .await
        .is_ok_and(|names| !names.iter().any(|name| name == NAME))
    {
        return Ok(None);
    }
    match opened(|fresh| fresh.transaction().map_or(Ok(()), |all| all.abort())).await {
        Ok(database) => {
            let database = Database(database);
            let header = database.head(HEADER).await;
            database.close();
            header
        }
        Err(error) if error_name(&error) == "AbortError" => Ok(None),
        Err(_) => Err(NotRead),
    }
}

/// What the databases of this site are called.
async fn names() -> Result<Vec<JsValue>, JsValue> {
    let all = called(factory()?.as_ref(), "databases", &[]).await?;
    Ok(Array::from(&all)
        .iter()
        .map(|one| field(&one, "name"))
        .collect())
}

/// The open database.
#[derive(Clone)]
pub struct Database(IdbDatabase);

impl Database {
    /// Opens it, and makes it if there is none; `None` where the browser refuses.
    pub async fn open() -> Option<Database> {
        let make = |fresh: &IdbOpenDbRequest| {
            let database: IdbDatabase = fresh.result()?.unchecked_into();
            database.create_object_store(HEAD)?;
            database.create_object_store(VALUES).map(|_| ())
        };
        let database = Database(opened(make).await.ok()?);
        // Whoever wants to delete it never waits for this tab.
        database.on_lost(|| ());
        Some(database)
    }

    /// Lets go of it: what is under way is finished, everything later is refused.
    pub fn close(&self) {
        self.0.close();
    }

    /// Calls back when somebody else deletes it, which this tab lets happen, or the browser throws it away.
    pub fn on_lost(&self, callback: impl Fn() + 'static) {
        let database = self.0.clone();
        let listener = Closure::<dyn FnMut()>::new(move || {
            database.close();
            callback();
        });
        let lost = Some(listener.as_ref().unchecked_ref());
        self.0.set_onversionchange(lost);
        self.0.set_onclose(lost);
        // It lives as long as the database is open, and nobody says when that ends.
        listener.forget();
    }

    /// Deletes everything; whether that is done. It waits for other tabs to let go, but the values go before that.
    pub async fn delete() -> bool {
        if let Some(database) = Database::open().await {
            // Whatever stays behind goes with the whole.
            let _ = database.empty().await;
            database.close();
        }
        let deletion = factory().and_then(|factory| factory.delete_database(NAME));
        match deletion {
            Ok(deletion) => done(&deletion).await.is_ok(),
            Err(_) => false,
        }
    }

    async fn empty(&self) -> Result<(), NotWritten> {
        self.change(None, |transaction| {
            transaction.object_store(HEAD)?.clear()?;
            transaction.object_store(VALUES)?.clear().map(|_| ())
        })
        .await
    }

    /// What stands in the clear under this name.
    pub async fn head(&self, name: &str) -> Result<Option<Vec<u8>>, NotRead> {
        let asked = self.read(HEAD, |head| head.get(&name.into())).await;
        asked.map(|request| found(&request)).map_err(|_| NotRead)
    }

    /// Every value with its key; `None` for what is no bytes.
    pub async fn all_values(&self) -> Result<Vec<(String, Option<Vec<u8>>)>, NotRead> {
        let mut keys = None;
        let asked = self.read(VALUES, |values| {
            keys = Some(values.get_all_keys()?);
            values.get_all()
        });
        let values = asked.await.map_err(|_| NotRead)?;
        let list = |request: &IdbRequest| request.result().map(|list| Array::from(&list));
        let keys = list(&keys.ok_or(NotRead)?).map_err(|_| NotRead)?;
        let values = list(&values).map_err(|_| NotRead)?;
        Ok(keys
            .iter()
            .zip(values.iter())
            // A key that is no text is not ours, and has no name.
            .filter_map(|(key, value)| Some((key.as_string()?, plain_bytes(value))))
            .collect())
    }

    /// Makes the vault, held under this number. Where there is one already, another tab was quicker.
    pub async fn make_vault(&self, header: &[u8], holder: &[u8]) -> Result<(), NotWritten> {
        self.change(None, |transaction| {
            let head = transaction.object_store(HEAD)?;
            head.add_with_key(&Uint8Array::from(header), &HEADER.into())?;
            put(transaction, HEAD, HOLDER, holder)
        })
        .await
    }

    /// The header of the vault, as it stands now.
    pub async fn header(&self) -> Result<Option<Vec<u8>>, NotRead> {
        self.head(HEADER).await
    }

    /// The number of the tab that holds the vault, or was stopped while it did; empty if none does.
    pub async fn holder(&self) -> Vec<u8> {
        let holder = self.head(HOLDER).await;
        holder.ok().flatten().unwrap_or_default()
    }

    /// Lets only this number write from now on; none at all, if it is empty.
    pub async fn hold(&self, holder: &[u8]) -> Result<(), NotWritten> {
        self.write_head(HOLDER, holder).await
    }

    /// Lets go of the vault, if it is held under this number.
    pub async fn release(&self, holder: &[u8]) -> Result<(), NotWritten> {
        self.change(Some(holder), |transaction| {
            put(transaction, HEAD, HOLDER, &[])
        })
        .await
    }

    /// Writes something in the clear, whoever holds the vault.
    pub async fn write_head(&self, name: &str, value: &[u8]) -> Result<(), NotWritten> {
        self.change(None, |transaction| put(transaction, HEAD, name, value))
            .await
    }

    /// Adds a time, in milliseconds since 1970, to those that stand under this name in the clear. What can't be written
    /// or is too much is left out.
    pub async fn note_time(&self, name: &str, at_ms: f64) {
        let mut times = self.head(name).await.ok().flatten().unwrap_or_default();
        if times.len() < MOST_TIMES * 8 {
            times.extend((at_ms as u64).to_be_bytes());
            let _ = self.write_head(name, &times).await;
        }
    }

    /// Takes those times away.
    pub async fn noted_times(&self, name: &str) -> Vec<u64> {
        let times = self.head(name).await.ok().flatten().unwrap_or_default();
        if times.is_empty() {
            return Vec::new();
        }
        // They are read once more next time, if they can't be emptied.
        let _ = self.write_head(name, &[]).await;
        let (times, _) = times.as_chunks();
        times.iter().copied().map(u64::from_be_bytes).collect()
    }

    /// Writes the header anew, if the vault is held under this number.
    pub async fn write_header(&self, holder: &[u8], header: &[u8]) -> Result<(), NotWritten> {
        self.change(Some(holder), |transaction| {
            put(transaction, HEAD, HEADER, header)
        })
        .await
    }

    /// Writes values, or deletes them, if the vault is held under this number. They are on the disk when this ends.
    pub async fn write(
        &self,
        holder: &[u8],
        changes: &[(String, Option<Vec<u8>>)],
    ) -> Result<(), NotWritten> {
        self.change(Some(holder), |transaction| {
            let values = transaction.object_store(VALUES)?;
            changes.iter().try_for_each(|(key, value)| match value {
                Some(value) => put(transaction, VALUES, key, value),
                None => values.delete(&key.into()).map(|_| ()),
            })
        })
        .await
    }

    /// Asks one store, and gives the last of the answers when all are there.
    async fn read(
        &self,
        store: &str,
        ask: impl FnOnce(&web_sys::IdbObjectStore) -> Result<IdbRequest, JsValue>,
    ) -> Result<IdbRequest, JsValue> {
        let transaction = self.0.transaction_with_str(store)?;
        let request = ask(&transaction.object_store(store)?)?;
        JsFuture::from(ended(&transaction)).await?;
        Ok(request)
    }

    /// All of the changes in one transaction, or none of them.
    async fn change(
        &self,
        holder: Option<&[u8]>,
        make: impl FnOnce(&IdbTransaction) -> Result<(), JsValue>,
    ) -> Result<(), NotWritten> {
        // Only a database that is closed refuses to begin.
        let transaction = self.writing().map_err(|_| NotWritten::Gone)?;
        let refusal = Rc::new(Cell::new(None));
        let guarded = holder.map_or(Ok(()), |holder| guard(&transaction, holder, &refusal));
        if guarded.and_then(|()| make(&transaction)).is_err() {
            // If it has ended already, it ended with nothing written.
            let _ = transaction.abort();
        }
        match JsFuture::from(ended(&transaction)).await {
            Ok(_) => Ok(()),
            Err(_) => Err(refusal.get().unwrap_or_else(|| why(&transaction))),
        }
    }

    /// A transaction over both stores that has ended only when it is on the disk; `web_sys` does not know yet how to ask
    /// for that.
    fn writing(&self) -> Result<IdbTransaction, JsValue> {
        let stores = Array::of2(&HEAD.into(), &VALUES.into());
        let strict = object(&[("durability", &"strict".into())]);
        call(
            &self.0,
            "transaction",
            &[&stores, &"readwrite".into(), &strict],
        )
        .map(JsCast::unchecked_into)
    }
}

/// Takes the whole transaction back unless the vault is held under this number. What is asked first is answered first,
/// so the changes need not wait for it.
fn guard(
    transaction: &IdbTransaction,
    holder: &[u8],
    refusal: &Rc<Cell<Option<NotWritten>>>,
) -> Result<(), JsValue> {
    let asked = transaction.object_store(HEAD)?.get(&HOLDER.into())?;
    let (answer, all) = (asked.clone(), transaction.clone());
    let (ours, refuses) = (holder.to_vec(), refusal.clone());
    let check = Closure::once_into_js(move || {
        let why = match found(&answer) {
            Some(holder) if holder == ours => return,
            Some(_) => NotWritten::Elsewhere,
            None => NotWritten::Gone,
        };
        refuses.set(Some(why));
        // It can be taken back as long as its answers come.
        let _ = all.abort();
    });
    asked.set_onsuccess(Some(check.unchecked_ref()));
    Ok(())
}

fn put(transaction: &IdbTransaction, store: &str, key: &str, value: &[u8]) -> Result<(), JsValue> {
    let store = transaction.object_store(store)?;
    store
        .put_with_key(&Uint8Array::from(value), &key.into())
        .map(|_| ())
}

/// Why a transaction was taken back.
fn why(transaction: &IdbTransaction) -> NotWritten {
    match error_name(&field(transaction, "error")).as_str() {
        "QuotaExceededError" => NotWritten::Full,
        // The vault that was to be made is there.
        "ConstraintError" => NotWritten::Elsewhere,
        _ => NotWritten::Trouble,
    }
}

/// Opens the database; the function says what becomes of a fresh one. The version is always the first: what is in the
/// database says itself which form it has.
async fn opened(
    make: fn(&IdbOpenDbRequest) -> Result<(), JsValue>,
) -> Result<IdbDatabase, JsValue> {
    let request = factory()?.open(NAME)?;
    let fresh = request.clone();
    let made = Closure::once(move || {
        if make(&fresh).is_err() {
            // A database without its stores must not stay.
            let _ = fresh.transaction().map(|all| all.abort());
        }
    });
    request.set_onupgradeneeded(Some(made.as_ref().unchecked_ref()));
    match done(&request).await {
        Ok(_) => Ok(request.result()?.unchecked_into()),
        Err(_) => Err(field(&request, "error")),
    }
}

fn factory() -> Result<IdbFactory, JsValue> {
    let factory = window().map_or(Ok(None), |window| window.indexed_db())?;
    factory.ok_or(JsValue::UNDEFINED)
}

/// Resolves with the request.
fn done(request: &IdbRequest) -> JsFuture {
    JsFuture::from(Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    }))
}

/// Resolves when everything is written and read, rejects when everything is taken back.
fn ended(transaction: &IdbTransaction) -> Promise {
    Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    })
}

fn found(request: &IdbRequest) -> Option<Vec<u8>> {
    plain_bytes(request.result().ok()?)
}

fn plain_bytes(value: JsValue) -> Option<Vec<u8>> {
    let bytes: Uint8Array = value.dyn_into().ok()?;
    Some(bytes.to_vec())
}
