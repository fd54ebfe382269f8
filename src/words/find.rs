//! What is said about the directory of hospitals, and about one where nobody can sign in yet.

use smart::Obstacle;

/// Finding a hospital.
#[derive(Debug)]
pub struct Find {
    pub label: &'static str,
    pub hint: &'static str,
    pub none: &'static str,
    pub may_be_more: &'static str,
    pub coming: &'static str,
    pub partly: &'static str,
    pub other_name: &'static str,
    pub looking: &'static str,
    pub not_sure: &'static str,
    pub not_registered: &'static str,
    pub needs_secret: &'static str,
    pub no_browser: &'static str,
    pub not_yet: &'static str,
    pub why_not_registered: &'static str,
    pub why_needs_secret: &'static str,
    pub why_no_browser: &'static str,
    pub can_do: &'static str,
    pub own_site: &'static str,
    pub own_portal: &'static str,
    pub copy: &'static str,
    pub ask: &'static str,
    pub call: &'static str,
    pub operator: &'static str,
}

impl Find {
    /// What stands in the way, in a few words.
    pub fn standing(&self, obstacle: Obstacle) -> &'static str {
        match obstacle {
            Obstacle::NotRegistered => self.not_registered,
            Obstacle::NeedsSecret => self.needs_secret,
            Obstacle::NoBrowserApps => self.no_browser,
        }
    }

    /// What that means, in a sentence or two.
    pub fn why(&self, obstacle: Obstacle) -> &'static str {
        match obstacle {
            Obstacle::NotRegistered => self.why_not_registered,
            Obstacle::NeedsSecret => self.why_needs_secret,
            Obstacle::NoBrowserApps => self.why_no_browser,
        }
    }
}

pub(super) const ENGLISH: Find = Find {
    label: "Search all hospitals and clinics",
    hint: "Name of the hospital or clinic, its portal, city or ZIP",
    none: "No place found. Check the spelling, or try the city or the name of the portal.",
    may_be_more: "There may be more. Type more of the name, or add the city.",
    coming: "The rest of the list is still on its way.",
    partly: "A part of the list didn't come. Some places may be missing.",
    other_name: "Also called {name}",
    looking: "Looking for this hospital",
    not_sure: "We couldn't look for this hospital",
    not_registered: "Not set up here yet",
    needs_secret: "Does not work with this kind of site",
    no_browser: "Does not work in a browser",
    not_yet: "You can't sign in to {hospital} here yet",
    why_not_registered: "A hospital has to allow a site before its patients can sign in from there. {hospital} has not been asked yet, or has not answered yet.",
    why_needs_secret: "{hospital} only works with apps that have a computer of their own. This site has none: it runs only in your browser, so that your record goes nowhere else.",
    why_no_browser: "{hospital} does not let a browser get your record for another site. This site runs only in your browser.",
    can_do: "What you can do",
    own_site: "See your record on the hospital's own site or app.",
    own_portal: "See your record on the hospital's own site:",
    copy: "Ask the hospital for a copy of your record. You have a right to it.",
    ask: "Tell the hospital that you would like to use this site.",
    call: "Call the hospital:",
    operator: "Write to the people who run this site:",
};

pub(super) const SPANISH: Find = Find {
    label: "Buscar en todos los hospitales y clínicas",
    hint: "Nombre del hospital o clínica, su portal, ciudad o código postal (ZIP)",
    none: "No se encontró ningún lugar. Revise cómo está escrito, o pruebe con la ciudad o el nombre del portal.",
    may_be_more: "Puede haber más. Escriba más del nombre o agregue la ciudad.",
    coming: "El resto de la lista aún está llegando.",
    partly: "No llegó una parte de la lista. Pueden faltar algunos lugares.",
    other_name: "También se llama {name}",
    looking: "Buscando este hospital",
    not_sure: "No pudimos buscar este hospital",
    not_registered: "Aún no está disponible aquí",
    needs_secret: "No funciona con este tipo de sitio",
    no_browser: "No funciona en un navegador",
    not_yet: "Aún no puede iniciar sesión en {hospital} desde aquí",
    why_not_registered: "Un hospital debe permitir un sitio antes de que sus pacientes puedan iniciar sesión desde allí. A {hospital} aún no se le ha pedido, o aún no ha respondido.",
    why_needs_secret: "{hospital} solo funciona con aplicaciones que tienen una computadora propia. Este sitio no la tiene: funciona solo en su navegador, para que su expediente no vaya a ningún otro lugar.",
    why_no_browser: "{hospital} no permite que un navegador obtenga su expediente para otro sitio. Este sitio funciona solo en su navegador.",
    can_do: "Lo que puede hacer",
    own_site: "Vea su expediente en el sitio o la aplicación del hospital.",
    own_portal: "Vea su expediente en el sitio del hospital:",
    copy: "Pida al hospital una copia de su expediente. Usted tiene derecho a ella.",
    ask: "Diga al hospital que le gustaría usar este sitio.",
    call: "Llame al hospital:",
    operator: "Escriba a las personas que administran este sitio:",
};
