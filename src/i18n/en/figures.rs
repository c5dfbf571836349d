//! Words of calculations.

use crate::i18n::messages;

messages! { "figures":
    COUNT "count" = "Count";
    FILLED "filled" = "Filled";
    EMPTY "empty" = "Empty";
    FILLED_SHARE "filled_share" = "Share filled";
    DISTINCT "distinct" = "Different values";
    SUM "sum" = "Sum";
    AVERAGE "average" = "Average";
    MIN "min" = "Smallest";
    MAX "max" = "Largest";
    MEDIAN "median" = "Median";
    WEIGHTED "weighted" = "Weighted sum";
    NOTHING "nothing" = "Nothing";
    WORD_COUNT "word.count" = "records";
    WORD_FILLED "word.filled" = "filled";
    WORD_EMPTY "word.empty" = "empty";
    WORD_DISTINCT "word.distinct" = "different";
    WORD_SUM "word.sum" = "sum";
    WORD_AVERAGE "word.average" = "average";
    WORD_MIN "word.min" = "smallest";
    WORD_MAX "word.max" = "largest";
    WORD_MEDIAN "word.median" = "median";
    WORD_WEIGHTED "word.weighted" = "weighted";
}
