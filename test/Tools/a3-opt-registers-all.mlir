// RUN: a3-opt --show-dialects | FileCheck %s --check-prefix=DIALECTS
// RUN: a3-opt --list-passes | FileCheck %s --check-prefix=PASSES

// DIALECTS-DAG: {{(^|[ ,])}}a3{{$|,}}
// DIALECTS-DAG: a3isa
// DIALECTS-DAG: linalg
// DIALECTS-DAG: transform

// PASSES-DAG: a3-decompose-attention
// PASSES-DAG: a3-order-keys
// PASSES-DAG: canonicalize
// PASSES-DAG: convert-a3-to-a3isa
