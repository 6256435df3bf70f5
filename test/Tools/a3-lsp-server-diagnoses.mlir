// RUN: a3-lsp-server --lit-test < %S/Inputs/lsp-wrong-rank.json | FileCheck %s

// CHECK: "message": "'a3.sort_keys' op key has rank 1, but needs at least the dimensions (n, d)"
