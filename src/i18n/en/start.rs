//! Words of the first run.

use crate::i18n::messages;

messages! { "start":
    TITLE "title" = "Open your books";
    LEAD "lead" = "Kontor keeps everything in this browser and works without a network. Choose how to begin; all of it can be undone.";
    ABOUT_YOU "about_you" = "About you";
    NAME "name" = "Your name";
    NAME_NEEDED "name_needed" = "So that records know their owner";
    COMPANY "company" = "Company";
    CURRENCY "currency" = "Currency";
    BRING "bring" = "Bring a list";
    BRING_HINT "bring_hint" = "CSV from any CRM or spreadsheet, 100,000 rows and more";
    LOOK "look" = "Look around first";
    LOOK_HINT "look_hint" = "A believable wholesaler with companies, deals, activities and notes";
    HOW_MANY "how_many" = "Number of contacts";
    CONTACTS "contacts" = "contacts";
    LOAD "load" = "Load sample data";
    LOADING "loading" = "Making the sample data";
    PER_SECOND "per_second" = "{n} records per second";
    DONE_OF "done_of" = "{done} of {total}";
    LOADED "loaded" = "Sample data loaded";
    EMPTY "empty" = "Start with empty pages";
    EMPTY_HINT "empty_hint" = "Your own companies, people and deals, typed in as you meet them";
    DEFAULT_NAME "default_name" = "Me";
    SEARCH "search" = "Search";
    NONE_FITS "none_fits" = "Nothing fits";
}
