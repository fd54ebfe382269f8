//! Which medicines of one cluster stand on one card: first by their codes, then by their names, and only where nothing
//! speaks against it (reference §4.4).

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use super::{
    brands::{brands, confirmed, without_brand},
    claim::{Claim, hashed},
    compare,
    copies::{self, Places},
    kinds, matching,
    medicines::{Card, Compared, Held, Likeness, Named, Names, Order},
    product::Product,
    word::Anchor,
    wording::Wording,
};
use crate::{
    ids::LocalId,
    medicine::Medicine,
    rxnorm::{Amounts, Strength},
};

/// The cards of one cluster in the making.
struct Cards<'h> {
    held: &'h [&'h Held],
    /// What there is, each once, with what is called by a brand under what is in it.
    products: Vec<Product>,
    /// The product of each medicine.
    product_of: Vec<usize>,
    parts: Vec<Option<Part>>,
    /// The part of each product.
    of: Vec<usize>,
    work: u64,
}

/// Products of one card so far.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    members: Vec<usize>,
    compared: BTreeSet<Compared>,
    fits: Fits,
}

/// In what two parts must not differ.
#[derive(Clone, Debug, PartialEq)]
struct Fits {
    bases: Option<Vec<String>>,
    strengths: Option<Vec<Strength>>,
    /// How much there is in it, by names that follow the grammar or not.
    amounts: Amounts,
    /// The whole product, by a name that came with a code.
    whole: Option<String>,
    /// The codes by brand, the generic ones under none.
    codes: BTreeMap<Option<String>, BTreeSet<String>>,
}

/// So many different things that share something can be told apart.
const TOLD_APART: usize = 48;

/// The cards of one cluster, whose medicines are in the order of their ids.
pub(crate) fn of(held: &[&Held], work: &mut u64) -> Vec<Card> {
    let mut cards = Cards::new(held);
    let orders = cards.orders();
    cards.by_code();
    cards.by_name();
    *work += cards.work;
    cards.finish(orders, work)
}

impl<'h> Cards<'h> {
    fn new(held: &'h [&'h Held]) -> Self {
        let mut seen: HashMap<*const Product, usize> = HashMap::new();
        let mut known: HashMap<(&Product, Vec<String>), usize> = HashMap::new();
        let mut distinct: Vec<&Product> = Vec::new();
        let mut product_of = Vec::with_capacity(held.len());
        for held in held {
            let product: &Product = &held.product;
            let next = distinct.len();
            let place = match product.is_known() {
                // Most are the very same, which is seen without a look at what is in them.
                true => *seen.entry(Arc::as_ptr(&held.product)).or_insert_with(|| {
                    // One amount that is written in two ways is shown in both.
                    let key = (product, product.amounts.written());
                    *known.entry(key).or_insert(next)
                }),
                // Of what nothing is known is like nothing.
                false => next,
            };
            if place == next {
                distinct.push(product);
            }
            product_of.push(place);
        }
        let brands = brands(&distinct);
        let products = distinct
            .iter()
            .map(|product| without_brand(product, &brands));
        let products = confirmed(products.collect());
        let parts = products
            .iter()
            .enumerate()
            .map(|(place, product)| Some(Part::of(place, product)));
        Self {
            held,
            parts: parts.collect(),
            of: (0..products.len()).collect(),
            products,
            product_of,
            work: held.len() as u64,
        }
    }

    /// The same order, by its number.
    fn orders(&mut self) -> Vec<Places> {
        let mut numbers: HashMap<u128, usize> = HashMap::new();
        for number in self.held.iter().flat_map(|held| &held.claim.identifiers) {
            *numbers.entry(*number).or_default() += 1;
        }
        let is_shared = |held: &Held| {
            let mut own = held.claim.identifiers.iter();
            own.any(|number| numbers.get(number).is_some_and(|count| *count > 1))
        };
        let mut orders: Vec<Places> = Vec::with_capacity(self.held.len());
        let mut sharing: Vec<usize> = Vec::new();
        for (place, held) in self.held.iter().enumerate() {
            match is_shared(held) {
                true => sharing.push(place),
                false => orders.push((vec![place], Vec::new())),
            }
        }
        let claims = sharing.iter().filter_map(|place| self.held.get(*place));
        let claims: Vec<&Claim> = claims.map(|held| &held.claim).collect();
        let place = |id: &LocalId| {
            self.held
                .binary_search_by_key(id, |held| held.medicine.id)
                .ok()
        };
        for group in matching::groups(&claims, &mut self.work) {
            orders.push((group.ids.iter().filter_map(place).collect(), group.reasons));
        }
        for (places, _) in &orders {
            let products: Vec<usize> = places
                .iter()
                .filter_map(|place| self.product_of.get(*place).copied())
                .collect();
            if let Some((first, rest)) = products.split_first() {
                for other in rest {
                    self.join(*first, *other, Compared::Number);
                }
            }
        }
        orders
    }

    fn by_code(&mut self) {
        self.by(Compared::Table, |product| {
            product
                .generic
                .iter()
                .map(|code| hashed("generic", &[&code.to_string()]))
                .collect()
        });
        let known = kinds::of_products(&self.products);
        let of_products: BTreeSet<String> = known.into_iter().map(str::to_owned).collect();
        self.by(Compared::Code, |product| {
            let codes = product.rxnorm.iter();
            let codes = codes.filter(|code| of_products.contains(*code));
            let codes = codes.map(|code| hashed("rxnorm", &[code]));
            codes
                .chain(product.ndc.iter().map(|code| hashed("ndc", &[code])))
                .collect()
        });
    }

    fn by_name(&mut self) {
        let whole = |product: &Product| product.whole().map(|whole| hashed("whole", &[&whole]));
        let in_place = self.products.iter().filter(|product| product.was_brand);
        let in_place: BTreeSet<u128> = in_place.filter_map(whole).collect();
        self.by(Compared::Grammar, |product| {
            whole(product)
                .into_iter()
                .filter(|hash| !in_place.contains(hash))
                .collect()
        });
        self.by(Compared::Brand, |product| {
            whole(product)
                .into_iter()
                .filter(|hash| in_place.contains(hash))
                .collect()
        });
        self.by(Compared::ExactName, |product| {
            product
                .exact
                .iter()
                .map(|name| hashed("exact", &[name]))
                .collect()
        });
    }

    /// Joins what shares something and in what nothing speaks against it.
    fn by(&mut self, compared: Compared, shares: impl Fn(&Product) -> Vec<u128>) {
        let mut equal: BTreeMap<u128, Vec<usize>> = BTreeMap::new();
        for (place, product) in self.products.iter().enumerate() {
            for share in shares(product) {
                equal.entry(share).or_default().push(place);
            }
        }
        for places in equal.into_values().filter(|places| places.len() > 1) {
            self.join_alike(&places, compared);
        }
    }

    /// Those are joined that differ from nothing, or all from the same others: what fits two that do not fit one another
    /// goes with neither.
    fn join_alike(&mut self, places: &[usize], compared: Compared) {
        let mut kinds: Vec<(Fits, Vec<usize>)> = Vec::new();
        for place in places {
            let Some(part) = self.part_of(*place) else {
                continue;
            };
            let known = kinds.iter_mut().find(|(fits, _)| *fits == part.fits);
            match known {
                Some((_, members)) => members.push(*place),
                None => kinds.push((part.fits.clone(), vec![*place])),
            }
            if kinds.len() > TOLD_APART {
                return;
            }
        }
        self.work += (places.len() + kinds.len() * kinds.len()) as u64;
        let by_code = compared <= Compared::Table;
        let against = |one: &Fits| -> Vec<usize> {
            let others = kinds.iter().enumerate();
            let others = others.filter(|(_, (other, _))| !one.fits(other, by_code));
            others.map(|(place, _)| place).collect()
        };
        let mut alike: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (fits, members) in &kinds {
            alike.entry(against(fits)).or_default().extend(members);
        }
        for members in alike.into_values() {
            if let Some((first, rest)) = members.split_first() {
                for other in rest {
                    self.join(*first, *other, compared);
                }
            }
        }
    }

    fn join(&mut self, a: usize, b: usize, compared: Compared) {
        let place = |product: usize| self.of.get(product).copied().unwrap_or(product);
        let (mut into, mut from) = (place(a), place(b));
        self.work += 1;
        if into != from {
            let size = |place: usize| {
                let part = self.parts.get(place).and_then(Option::as_ref);
                part.map_or(0, |part| part.members.len())
            };
            if size(into) < size(from) {
                (into, from) = (from, into);
            }
            if let Some(other) = self.parts.get_mut(from).and_then(Option::take) {
                for member in &other.members {
                    if let Some(of) = self.of.get_mut(*member) {
                        *of = into;
                    }
                }
                if let Some(Some(part)) = self.parts.get_mut(into) {
                    part.take_in(other);
                }
            }
        }
        if let Some(Some(part)) = self.parts.get_mut(into) {
            part.compared.insert(compared);
        }
    }

    fn part_of(&self, product: usize) -> Option<&Part> {
        self.parts.get(*self.of.get(product)?)?.as_ref()
    }

    fn finish(self, orders: Vec<Places>, work: &mut u64) -> Vec<Card> {
        let mut of_part: BTreeMap<usize, Vec<Places>> = BTreeMap::new();
        for order in orders {
            let product = order.0.iter().find_map(|place| self.product_of.get(*place));
            if let Some(part) = product.and_then(|product| self.of.get(*product)) {
                of_part.entry(*part).or_default().push(order);
            }
        }
        let card_of = |(place, orders): (usize, Vec<Places>)| {
            let part = self.parts.get(place)?.as_ref()?;
            let mut products: BTreeMap<usize, Vec<LocalId>> = BTreeMap::new();
            for place in orders.iter().flat_map(|(places, _)| places) {
                let known = self.product_of.get(*place).zip(self.held.get(*place));
                if let Some((product, held)) = known {
                    products.entry(*product).or_default().push(held.medicine.id);
                }
            }
            let products = products.into_iter();
            let products: Vec<(&Product, Vec<LocalId>)> = products
                .filter_map(|(one, ids)| Some((self.products.get(one)?, ids)))
                .collect();
            let orders = copies::with_originals(orders, self.held, work).into_iter();
            let mut orders: Vec<Order> = orders.map(|order| self.order(order)).collect();
            orders.sort_by_cached_key(Order::rank);
            let names = names(&products);
            let products: Vec<&Product> = products.into_iter().map(|(one, _)| one).collect();
            Some(card(part, orders, &products, names))
        };
        of_part.into_iter().filter_map(card_of).collect()
    }

    fn order(&self, (places, reasons): Places) -> Order {
        let versions = places.iter().filter_map(|place| self.held.get(*place));
        let mut versions: Vec<Arc<Medicine>> =
            versions.map(|held| Arc::clone(&held.medicine)).collect();
        versions.sort_by_key(|version| (version.source, version.id));
        Order { versions, reasons }
    }
}

/// What the names of the versions of each product say.
fn names(products: &[(&Product, Vec<LocalId>)]) -> Names {
    let mut names = Names::default();
    for (product, ids) in products {
        let named = Arc::new(Named {
            name: product.name.clone(),
            amounts: product.amounts.clone(),
        });
        names.extend(ids.iter().map(|id| (*id, Arc::clone(&named))));
    }
    names
}

fn card(part: &Part, orders: Vec<Order>, products: &[&Product], names: Names) -> Card {
    let mut compared = part.compared.clone();
    if orders.len() > 1 && compared.is_empty() {
        // One product as each record has it.
        compared.extend(products.first().and_then(|product| product.known_by()));
    }
    let conflicts = compare::orders(&orders, &names);
    let likeness = match orders.len() {
        0 | 1 => Likeness::Single,
        _ if conflicts.iter().any(compare::is_of_product) => Likeness::Differs,
        _ if compared.contains(&Compared::ExactName) => Likeness::PossiblySame,
        _ => Likeness::SameProduct,
    };
    let named = products.iter().filter_map(|product| product.name.clone());
    let name = named.max_by_key(|name| (name.is_product(), name.brand.is_none(), name.product()));
    let mut wording = Wording::default();
    for product in products {
        wording.extend(&product.wording);
    }
    let ids = orders
        .iter()
        .flat_map(|order| &order.versions)
        .map(|version| version.id);
    Card {
        likeness,
        compared: compared.into_iter().collect(),
        ingredients: part.fits.bases.clone().unwrap_or_default(),
        name,
        conflicts,
        names,
        wording,
        anchor: Anchor::of(ids, products),
        orders,
    }
}

impl Part {
    fn of(place: usize, product: &Product) -> Self {
        let brand = product.brand().cloned();
        let codes: BTreeSet<String> = product.rxnorm.iter().cloned().collect();
        let codes = (!codes.is_empty()).then_some((brand, codes));
        Self {
            members: vec![place],
            compared: BTreeSet::new(),
            fits: Fits {
                bases: (!product.bases.is_empty()).then(|| product.bases.clone()),
                strengths: product.strengths(),
                amounts: product.amounts.clone(),
                whole: product.whole().filter(|_| product.is_coded),
                codes: codes.into_iter().collect(),
            },
        }
    }

    fn take_in(&mut self, other: Part) {
        self.members.extend(other.members);
        self.members.sort_unstable();
        self.compared.extend(other.compared);
        let (own, other) = (&mut self.fits, other.fits);
        own.bases = own.bases.take().or(other.bases);
        own.strengths = own.strengths.take().or(other.strengths);
        own.amounts.extend(other.amounts);
        own.whole = own.whole.take().or(other.whole);
        for (brand, codes) in other.codes {
            own.codes.entry(brand).or_default().extend(codes);
        }
    }
}

impl Fits {
    /// Nothing speaks against both being one product. A name and a code belong together: of the same brand, or of none,
    /// there is one code.
    fn fits(&self, other: &Self, by_code: bool) -> bool {
        fn same<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
            a.as_ref().zip(b.as_ref()).is_none_or(|(a, b)| a == b)
        }
        let other_code = |(brand, codes): (&Option<String>, &BTreeSet<String>)| {
            let others = other.codes.get(brand);
            others.is_some_and(|others| codes.is_disjoint(others))
        };
        same(&self.bases, &other.bases)
            && same(&self.strengths, &other.strengths)
            && self.amounts.fit(&other.amounts)
            && same(&self.whole, &other.whole)
            && (by_code || !self.codes.iter().any(other_code))
    }
}
