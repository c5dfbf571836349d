//! The Maven set: every truth of `import.md`, in all four spellings of dates.

use std::path::PathBuf;

use super::support::{Bench, Store, column};
use crate::interop::wizard::{Plan, Source, Tally, ValueTo};
use crate::model::date::Date;
use crate::model::id::{OptionId, RecordId};
use crate::model::schema::Outcome;
use crate::model::standard::{
    COMPANY, DEAL, PRODUCT, TEAM, USER, company_field, deal_field, product_field, user_field,
};
use crate::model::value::Value;

const FILES: [&str; 4] = ["sales_pipeline.csv", "accounts.csv", "sales_teams.csv", "products.csv"];

/// The files, where they lie beside the project.
fn files() -> Option<Vec<(&'static str, String)>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folders = root.ancestors().map(|folder| folder.join("shared/data/maven"));
    let folder = folders.into_iter().find(|folder| folder.is_dir());
    let Some(folder) = folder else {
        let mut stderr = std::io::stderr();
        let _ = std::io::Write::write_all(&mut stderr, b"skipped: the Maven set is not beside the project\n");
        return None;
    };
    Some(FILES.iter().map(|name| (*name, std::fs::read_to_string(folder.join(name)).expect(name))).collect())
}

fn respell(text: &str, write: impl Fn(&str, &str, &str) -> String) -> String {
    let line = |line: &str| {
        let cells = line.split(',').map(|cell| match cell.split('-').collect::<Vec<_>>().as_slice() {
            [day, month, year] if day.len() == 2 && year.len() == 4 => write(day, month, year),
            _ => cell.to_owned(),
        });
        cells.collect::<Vec<_>>().join(",")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn begin(bench: &mut Bench, files: &[(&str, String)]) -> Plan {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    bench.begin(&files)
}

fn stage(store: &Store, key: &str) -> OptionId {
    let field = store.schema.field(DEAL, deal_field::STAGE).expect("stage");
    field.kind.options().iter().find(|option| option.key == key).expect(key).id
}

fn minor(value: &Value) -> i64 {
    if let Value::Money(money) = value { money.minor } else { 0 }
}

fn assert_truths(store: &Store) {
    assert_eq!([COMPANY, PRODUCT, TEAM, DEAL].map(|object| store.len(object)), [85, 7, 3, 8800]);
    assert_eq!(store.len(USER), 35 + 6, "35 agents and their 6 managers");
    let count = |key| {
        let stage = Value::Option(stage(store, key));
        store.all(DEAL).filter(|(_, deal)| deal[&deal_field::STAGE] == stage).count()
    };
    assert_eq!(["won", "lost", "engaging", "prospecting"].map(count), [4238, 2473, 1589, 500]);
    let won = Value::Option(stage(store, "won"));
    let mut quarters = [0; 4];
    let mut total = 0;
    for (_, deal) in store.all(DEAL).filter(|(_, deal)| deal[&deal_field::STAGE] == won) {
        let amount = minor(&deal[&deal_field::AMOUNT]);
        total += amount;
        let Value::Date(closed) = deal[&deal_field::CLOSED_ON] else { panic!("a won deal has closed") };
        let (year, month, _) = closed.ymd();
        assert_eq!(year, 2017);
        quarters[(month as usize - 1) / 3] += amount;
    }
    assert_eq!(total, 1_000_553_400);
    assert_eq!(quarters, [113_467_200, 308_611_100, 298_225_500, 280_249_600]);
    let without = |field| store.all(DEAL).filter(|(_, deal)| !deal.contains_key(&field)).count();
    assert_eq!(without(deal_field::COMPANY), 1425);
    assert_eq!(without(deal_field::CLOSED_ON), 2089);
    assert_eq!([deal_field::PRODUCT, deal_field::OWNER, deal_field::NAME].map(without), [0, 0, 0]);
    let pro = store.named(PRODUCT, "GTX Pro");
    let linked = |field, id| store.all(DEAL).filter(|(_, deal)| deal.get(&field) == Some(&Value::Ref(id))).count();
    assert_eq!(linked(deal_field::PRODUCT, pro), 1480);
    let owners: std::collections::BTreeSet<RecordId> =
        store.all(DEAL).filter_map(|(_, deal)| deal[&deal_field::OWNER].as_ref_id()).collect();
    assert_eq!(35 - owners.len(), 5, "agents without a deal");
    let first = store.named(USER, "Moses Frase");
    assert_eq!(store.get(USER, first, user_field::TEAM), Value::Ref(store.named(TEAM, "Central")));
    assert_eq!(store.get(USER, first, user_field::MANAGER), Value::Ref(store.named(USER, "Dustin Brinkmann")));
    let subsidiary = store.named(COMPANY, "Donquadtech");
    let parent = store.named(COMPANY, "Acme Corporation");
    assert_eq!(store.get(COMPANY, subsidiary, company_field::PARENT), Value::Ref(parent));
    assert_eq!(store.all(COMPANY).filter(|(_, c)| c.contains_key(&company_field::PARENT)).count(), 15);
    assert_eq!(minor(&store.get(COMPANY, parent, company_field::REVENUE)), 110_004);
    assert_eq!(minor(&store.get(PRODUCT, pro, product_field::PRICE)), 482_100);
    let deal = store.all(DEAL).find(|(_, deal)| deal[&deal_field::EXTERNAL_ID] == Value::text("1C1I7A6R"));
    let (_, deal) = deal.expect("the first deal");
    assert_eq!(deal[&deal_field::NAME], Value::text("Cancity · GTX Plus Basic"));
    assert_eq!(deal[&deal_field::STARTED_ON], Value::Date(Date::from_ymd(2016, 10, 20).expect("a day")));
}

#[test]
fn every_truth_holds_in_all_four_spellings_of_dates() {
    let Some(files) = files() else { return };
    let iso = |d: &str, m: &str, y: &str| format!("{y}-{m}-{d}");
    let american = |d: &str, m: &str, y: &str| format!("{m}/{d}/{y}");
    let short = |d: &str, m: &str, y: &str| format!("{d}-{m}-{}", &y[2..]);
    let as_is = |d: &str, m: &str, y: &str| format!("{d}-{m}-{y}");
    let spellings: [&dyn Fn(&str, &str, &str) -> String; 4] = [&as_is, &iso, &american, &short];
    for write in spellings {
        let files: Vec<_> = files.iter().map(|(name, text)| (*name, respell(text, write))).collect();
        let mut bench = Bench::new(Store::new()).in_slices_of(100_003);
        let plan = begin(&mut bench, &files);
        assert!(plan.files.iter().all(|file| file.refusal.is_none() && file.source == Some(Source::Maven)));
        assert!(plan.files.iter().flat_map(|file| &file.columns).all(|column| column.ask.is_none()));
        assert_eq!(plan.order, [2, 3, 1, 0], "users, products, companies, deals");
        let report = bench.run();
        assert_eq!(report.files[0], Tally { new: 8800, ..Tally::default() });
        assert_eq!(report.total.new, 8800 + 85 + 7 + 35);
        assert_eq!(report.made, [(USER, 6), (TEAM, 3)], "managers and regional offices");
        assert_truths(&bench.store);
    }
}

#[test]
fn misspellings_are_offered_and_taken() {
    let Some(mut files) = files() else { return };
    // The set circulates with this slip in every deal of the product, and without.
    files[0].1 = files[0].1.replace(",GTX Pro,", ",GTXPro,");
    let mut bench = Bench::new(Store::new());
    let plan = begin(&mut bench, &files);
    let product = &column(&plan, 0, "product").values;
    assert_eq!(product.len(), 1, "{product:?}");
    assert_eq!((product[0].value.as_str(), product[0].rows), ("GTXPro", 1480));
    assert_eq!(product[0].to, ValueTo::Text("GTX Pro".into()), "the same letters: taken unless refused");
    let offered = |name: &str| {
        let values = &column(&plan, 1, name).values;
        values.iter().map(|v| (v.value.clone(), v.rows, v.to.clone(), v.nearest.clone())).collect::<Vec<_>>()
    };
    let offer = |value: &str, rows, to: &str| (value.into(), rows, ValueTo::Keep, Some(ValueTo::Text(to.into())));
    assert_eq!(offered("sector"), [offer("technolgy", 12, "technology")]);
    assert_eq!(offered("office_location"), [offer("Philipines", 1, "Philippines")]);
    assert!(column(&plan, 0, "account").values.is_empty() && column(&plan, 0, "sales_agent").values.is_empty());
    let change = crate::interop::wizard::Change::Value {
        column: 1,
        value: "technolgy".into(),
        to: ValueTo::Text("technology".into()),
    };
    bench.change(1, change);
    bench.run();
    assert_truths(&bench.store);
    let trade = Value::text("technology");
    let count = bench.store.all(COMPANY).filter(|(_, c)| c.get(&company_field::INDUSTRY) == Some(&trade)).count();
    assert_eq!(count, 12);
}

#[test]
fn a_second_import_changes_nothing() {
    let Some(files) = files() else { return };
    let mut bench = Bench::new(Store::new());
    begin(&mut bench, &files);
    bench.run();
    let before = bench.store.records.clone();
    begin(&mut bench, &files);
    let report = bench.run();
    assert_eq!((report.total.new, report.total.changed, report.total.same), (0, 0, 8927), "{report:?}");
    assert!(report.made.is_empty());
    assert!(bench.store.records == before);
    let open = bench.store.schema.field(DEAL, deal_field::STAGE).expect("stage").kind.options();
    assert_eq!(open.iter().filter(|option| option.outcome == Outcome::Won).count(), 2, "no stage was added");
}
