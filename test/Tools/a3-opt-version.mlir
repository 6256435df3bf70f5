// RUN: a3-opt --version | FileCheck %s
// RUN: a3-reduce --version | FileCheck %s
// RUN: a3-translate --version | FileCheck %s

// CHECK: A3 {{[0-9]+\.[0-9]+\.[0-9]+}} (LLVM 22.{{.*}})
