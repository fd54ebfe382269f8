//! A device for passkeys, as the browser believes in it. It belongs to one tab and is gone with it.

use serde_json::json;

use crate::page::Page;

/// What can be asked of a device besides signing.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Passkeys {
    /// It gives a secret that only it knows (the extension `prf`).
    WithSecrets,
    SigningOnly,
}

/// A device in the tab where it was made. What it holds cannot be carried to another tab or past the end of the browser:
/// DevTools give a passkey away without its secret.
pub(crate) struct PasskeyDevice {
    id: String,
}

impl Page {
    /// The tab at hand has a device of this kind, without any passkey.
    /// <https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/>
    pub(crate) async fn has_a_passkey_device(&self, passkeys: Passkeys) -> PasskeyDevice {
        self.browser.devtools("WebAuthn.enable", json!({})).await;
        let options = json!({
            "protocol": "ctap2",
            "ctap2Version": "ctap2_1",
            "transport": "internal",
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserVerified": true,
            "automaticPresenceSimulation": true,
            "hasPrf": passkeys == Passkeys::WithSecrets,
        });
        let made = self
            .browser
            .devtools(
                "WebAuthn.addVirtualAuthenticator",
                json!({ "options": options }),
            )
            .await;
        let id = made["authenticatorId"].as_str();
        PasskeyDevice {
            id: id.expect("DevTools name the device").to_owned(),
        }
    }

    /// Whether the person says yes to what the browser asks, as long as this page is open. DevTools have no such switch:
    /// a device that fails to know the person is blocked for good.
    pub(crate) async fn agrees(&self, agrees: bool) {
        let script = "
            const [agrees] = arguments;
            for (const name of ['create', 'get']) {
                if (agrees) delete navigator.credentials[name];
                else navigator.credentials[name] = async () => { throw new DOMException('', 'NotAllowedError') };
            }";
        self.run(script, vec![json!(agrees)]).await;
    }

    /// The device does not know the person any more, and is of no use from then on.
    pub(crate) async fn is_unknown_to(&self, device: &PasskeyDevice) {
        let params = json!({ "authenticatorId": device.id, "isUserVerified": false });
        self.browser
            .devtools("WebAuthn.setUserVerified", params)
            .await;
    }

    /// The device is taken away, with all its passkeys.
    pub(crate) async fn loses(&self, device: PasskeyDevice) {
        let params = json!({ "authenticatorId": device.id });
        self.browser
            .devtools("WebAuthn.removeVirtualAuthenticator", params)
            .await;
    }
}
