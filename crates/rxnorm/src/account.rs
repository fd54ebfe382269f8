//! What became of every row.

use std::fmt;

/// How many rows were used, and why the others were not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Rows of concepts.
    pub concepts: usize,
    /// Of them, names of products, brands and ingredients by RxNorm.
    pub used_concepts: usize,
    /// Names by other vocabularies.
    pub of_others: usize,
    /// Names of other kinds: synonyms, dose forms, ….
    pub other_kinds: usize,
    /// Names that are out of use.
    pub suppressed: usize,
    /// Rows of relations.
    pub relations: usize,
    /// Of them, those that lead to ingredients or generic products.
    pub used_relations: usize,
    /// Relations of other kinds, or of what is not in the table.
    pub other_relations: usize,
    /// Rows that are no rows: too short, or a number that is none.
    pub damaged: usize,
    /// Products and brands of which the rows do not say what is in them.
    pub without_ingredients: usize,
    /// Products in the table, packs, ingredients and unfinished names among them.
    pub products: usize,
    /// Brands in the table.
    pub brands: usize,
}

impl Account {
    /// Every row is accounted for once.
    pub fn balances(&self) -> bool {
        let concepts = self.used_concepts + self.of_others + self.other_kinds + self.suppressed;
        let relations = self.used_relations + self.other_relations;
        concepts + relations + self.damaged == self.concepts + self.relations
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (count, what) in [
            (self.concepts, "rows of concepts"),
            (self.used_concepts, "  used"),
            (self.of_others, "  of other vocabularies"),
            (self.other_kinds, "  of other kinds"),
            (self.suppressed, "  out of use"),
            (self.relations, "rows of relations"),
            (self.used_relations, "  used"),
            (self.other_relations, "  of other kinds or other things"),
            (self.damaged, "rows that cannot be read"),
            (
                self.without_ingredients,
                "products and brands without ingredients, left out",
            ),
            (self.products, "products in the table"),
            (self.brands, "brands in the table"),
        ] {
            writeln!(f, "{count:>9}  {what}")?;
        }
        Ok(())
    }
}
