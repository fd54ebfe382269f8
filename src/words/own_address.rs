//! What is said to somebody who gives the address of a hospital's records themselves.

/// A hospital that is listed nowhere.
#[derive(Debug)]
pub struct OwnAddress {
    pub title: &'static str,
    pub lead: &'static str,
    pub careful: &'static str,
    pub sees: &'static str,
    pub false_record: &'static str,
    pub password: &'static str,
    pub only: &'static str,
    pub go_on: &'static str,
    pub address: &'static str,
    pub address_hint: &'static str,
    pub address_wrong: &'static str,
    pub client_id: &'static str,
    pub client_id_hint: &'static str,
    pub client_id_missing: &'static str,
    pub come_back: &'static str,
    pub next: &'static str,
}

pub(super) const ENGLISH: OwnAddress = OwnAddress {
    title: "Use the address your hospital gave you",
    lead: "For a hospital that is not on the list. You need two things from it: the address of its records, and the ID it gave to this site.",
    careful: "Be careful: we can't check this address",
    sees: "Whoever runs it sees that you are there, and what you send.",
    false_record: "A false address could show you a false record.",
    password: "A false sign-in page could take your password. Look at the name in the browser's address bar before you type it.",
    only: "Go on only if you have the address from the hospital itself. Don't use one that anybody else gave or sent you.",
    go_on: "I have it from the hospital: go on",
    address: "Web address of the records",
    address_hint: "The hospital may call it the base address. It begins with https://",
    address_wrong: "Type the whole address. It begins with https:// and has no spaces, “?” or “#”.",
    client_id: "ID of this site (client ID)",
    client_id_hint: "Letters and digits that the hospital gave to this site",
    client_id_missing: "Type the ID that the hospital gave to this site.",
    come_back: "The hospital also needs to know where you come back to: {address}",
    next: "Next",
};

pub(super) const SPANISH: OwnAddress = OwnAddress {
    title: "Usar la dirección que le dio su hospital",
    lead: "Para un hospital que no está en la lista. Necesita dos cosas de él: la dirección de sus expedientes y el identificador que dio a este sitio.",
    careful: "Tenga cuidado: no podemos comprobar esta dirección",
    sees: "Quien la administra ve que usted está allí y lo que envía.",
    false_record: "Una dirección falsa podría mostrarle un expediente falso.",
    password: "Una página falsa podría quedarse con su contraseña. Mire el nombre en la barra de direcciones del navegador antes de escribirla.",
    only: "Siga solo si recibió la dirección del propio hospital. No use una que le dio o envió otra persona.",
    go_on: "La recibí del hospital: seguir",
    address: "Dirección web de los expedientes",
    address_hint: "El hospital puede llamarla dirección base. Comienza con https://",
    address_wrong: "Escriba la dirección completa. Comienza con https:// y no tiene espacios, “?” ni “#”.",
    client_id: "Identificador de este sitio (client ID)",
    client_id_hint: "Letras y números que el hospital dio a este sitio",
    client_id_missing: "Escriba el identificador que el hospital dio a este sitio.",
    come_back: "El hospital también necesita saber adónde regresa usted: {address}",
    next: "Siguiente",
};
