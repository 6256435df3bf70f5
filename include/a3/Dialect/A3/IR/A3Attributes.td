//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_DIALECT_A3_IR_A3ATTRIBUTES_TD
#define A3_DIALECT_A3_IR_A3ATTRIBUTES_TD

include "a3/Dialect/A3/IR/A3Dialect.td"
include "mlir/IR/AttrTypeBase.td"

def A3_PercentParameter : APFloatParameter<"a percentage"> {
  let parser = "parsePercent($_parser)";
  let defaultValue = "::llvm::APFloat(0.0)";
}

def A3_ApproximationAttr : AttrDef<A3_Dialect, "Approximation"> {
  let mnemonic = "approximation";
  let summary = "How A3 chooses the rows it computes exactly";
  let description = [{
    A3 (HPCA 2020, section IV) saves work in two places:

    - `m` is the number of iterations of the greedy candidate selection, which
      walks the sorted columns of K from both ends. Rows with a positive
      greedy score become candidates; all others are left out.
    - `t` is the threshold of the post-scoring selection, in percent: a
      candidate whose weight would be less than `t` percent of the largest
      weight is left out as well.

    `m` is at least 1, and `t` is above 0 and at most 100, where only rows with the
    best score stay. Without `m` all rows are candidates, and without `t` all
    candidates stay; one of them is needed. An operation has it as
    `approximation = #a3.approximation<m = 160, t = 5.0>`.
  }];
  let parameters = (ins
    DefaultValuedParameter<"int64_t", "0", "iterations; 0 for none">:$m,
    A3_PercentParameter:$t
  );
  let builders = [
    AttrBuilder<(ins "int64_t":$m, "double":$t), [{
      return $_get($_ctxt, m, ::llvm::APFloat(t));
    }]>
  ];
  let extraClassDeclaration = [{
    /// Whether it selects candidates, for which keys need to be in order.
    bool selects() const { return getM() > 0; }
  }];
  let assemblyFormat = "`<` struct(params) `>`";
  let genVerifyDecl = 1;
}

#endif // A3_DIALECT_A3_IR_A3ATTRIBUTES_TD
