//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_DIALECT_A3_IR_A3OPS_TD
#define A3_DIALECT_A3_IR_A3OPS_TD

include "a3/Dialect/A3/IR/A3Attributes.td"
include "mlir/Interfaces/DestinationStyleOpInterface.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/Interfaces/TilingInterface.td"

class A3_ShapedOf<list<Type> elementTypes>
    : AnyTypeOf<[RankedTensorOf<elementTypes>, MemRefOf<elementTypes>]>;

def A3_FloatShaped : A3_ShapedOf<[AnyFloat]>;
def A3_MaskShaped : A3_ShapedOf<[I1]>;
def A3_RowsShaped : A3_ShapedOf<[I16]>;

class A3_Op<string mnemonic, list<Trait> traits = []>
    : Op<A3_Dialect, mnemonic, !listconcat(traits, [
        DestinationStyleOpInterface,
        DeclareOpInterfaceMethods<ConditionallySpeculatable>,
        DeclareOpInterfaceMethods<MemoryEffectsOpInterface>,
        DeclareOpInterfaceMethods<ReifyRankedShapedTypeOpInterface,
                                  ["reifyResultShapes"]>
      ])> {
  let hasFolder = 1;
  let hasVerifier = 1;
}

def A3_AttentionOp : A3_Op<"attention", [
    AttrSizedOperandSegments,
    DeclareOpInterfaceMethods<TilingInterface, [
      "getLoopIteratorTypes", "getIterationDomain", "getTiledImplementation",
      "getResultTilePosition", "generateResultTileValue",
      "getIterationDomainTileFromResultTile"]>
  ]> {
  let summary = "softmax(scale * q * K^T) * V over the admitted rows";
  let description = [{
    One attention, the unit of work of A3 (HPCA 2020, section II):

    ```text title="definition"
    score[i, r]  = scale * sum_d q[i, d] * k[r, d] + bias[i, r]
    weight[i, r] = softmax over the admitted r of score[i, r], otherwise 0
    out[i, c]    = sum over the admitted r of weight[i, r] * v[r, c]
    ```

    Shapes, where each batch size of any operand but q and out is that of q, or
    a static 1 that is broadcast:

    | operand                       | shape                        | element |
    |-------------------------------|------------------------------|---------|
    | `query`                       | batch..., queries, d         | float   |
    | `key`                         | batch..., n, d               | as q    |
    | `value`                       | batch..., n, dv              | as q    |
    | `mask`                        | batch..., queries or 1, n    | i1      |
    | `bias`                        | batch..., queries or 1, n    | as q    |
    | `sorted_rows`                 | batch..., d, n               | i16     |
    | `output`                      | batch..., queries, dv        | as q    |

    Row r is *admitted* for query i if `mask[i, r]` is true or there is no mask,
    and, with `causal`, if `r <= i + causal_offset`. What a row that is not
    admitted holds never matters. A query without any admitted row gives zeros.
    Without `bias`, nothing is added. The contents of `output` are overwritten,
    not read.

    With `approximation` the operation computes what the approximate A3
    computes instead (HPCA 2020, section IV). It then needs the columns of K
    sorted: the machine does that, unless `sorted_rows` and `sorted_tile` give
    the order, as `a3.sort_keys` defines it. They change no result.

    `site` names the place in the model, for reports.

    Example:

    ```mlir
    func.func @encoder(%q: tensor<8x16x64xf32>, %k: tensor<8x320x64xf32>,
                       %v: tensor<8x320x64xf32>, %m: tensor<8x1x320xi1>,
                       %o: tensor<8x16x64xf32>) -> tensor<8x16x64xf32> {
      %0 = a3.attention
          ins(%q, %k, %v : tensor<8x16x64xf32>, tensor<8x320x64xf32>,
                           tensor<8x320x64xf32>)
          mask(%m : tensor<8x1x320xi1>)
          outs(%o : tensor<8x16x64xf32>)
          {scale = 1.250000e-01 : f32, site = "encoder.0"}
          -> tensor<8x16x64xf32>
      return %0 : tensor<8x16x64xf32>
    }
    ```
  }];

  let arguments = (ins
    A3_FloatShaped:$query,
    A3_FloatShaped:$key,
    A3_FloatShaped:$value,
    Optional<A3_MaskShaped>:$mask,
    Optional<A3_FloatShaped>:$bias,
    Optional<A3_RowsShaped>:$sorted_rows,
    A3_FloatShaped:$output,
    DefaultValuedAttr<F32Attr, "1.0f">:$scale,
    UnitAttr:$causal,
    DefaultValuedAttr<I64Attr, "0">:$causal_offset,
    OptionalAttr<A3_ApproximationAttr>:$approximation,
    OptionalAttr<I64Attr>:$sorted_tile,
    OptionalAttr<StrAttr>:$site
  );
  let results = (outs Variadic<AnyRankedTensor>:$results);

  let assemblyFormat = [{
    `ins` `(` $query `,` $key `,` $value `:`
      type($query) `,` type($key) `,` type($value) `)`
    (`mask` `(` $mask^ `:` type($mask) `)`)?
    (`bias` `(` $bias^ `:` type($bias) `)`)?
    (`sorted` `(` $sorted_rows^ `:` type($sorted_rows) `)`)?
    `outs` `(` $output `:` type($output) `)`
    attr-dict (`->` type($results)^)?
  }];
  let hasCanonicalizer = 1;

  let extraClassDeclaration = [{
    MutableOperandRange getDpsInitsMutable() { return getOutputMutable(); }

    ShapedType getQueryType() {
      return cast<ShapedType>(getQuery().getType());
    }
    ShapedType getKeyType() { return cast<ShapedType>(getKey().getType()); }
    ShapedType getValueType() { return cast<ShapedType>(getValue().getType()); }
    ShapedType getOutputType() {
      return cast<ShapedType>(getOutput().getType());
    }

    /// Leading dimensions, before queries and d.
    int64_t getBatchRank() { return getQueryType().getRank() - 2; }
    ArrayRef<int64_t> getBatchShape() {
      return getQueryType().getShape().drop_back(2);
    }
    /// Each may be ShapedType::kDynamic.
    int64_t getNumQueries() { return getQueryType().getShape().end()[-2]; }
    int64_t getNumRows() { return getKeyType().getShape().end()[-2]; }
    int64_t getKeySize() { return getKeyType().getShape().back(); }
    int64_t getValueSize() { return getValueType().getShape().back(); }
  }];
}

def A3_SortKeysOp : A3_Op<"sort_keys"> {
  let summary = "The rows of K in the order of their values, for each column";
  let description = [{
    The preprocessing of A3's candidate selection (HPCA 2020, section IV-C):
    for each of the d columns of K, the numbers of the n rows by ascending
    value. Rows of equal values are in their own order, so that the result is
    unique.

    With `tile`, K is cut into tiles of so many rows, the last of which may have
    fewer. Each tile has an order of its own, which takes the columns of the
    result that have the numbers of the tile's rows, and counts its rows from 0.
    Without, K is one tile. A tile has at most 32768 rows.

    | operand | shape          | element |
    |---------|----------------|---------|
    | `key`   | batch..., n, d | float   |
    | `rows`  | batch..., d, n | i16     |

    Of a constant without NaN it folds to a constant, also through views,
    transposes and broadcasts.

    Example:

    ```mlir
    func.func @sort(%k: tensor<8x320x64xf32>, %o: tensor<8x64x320xi16>)
        -> tensor<8x64x320xi16> {
      %rows = a3.sort_keys ins(%k : tensor<8x320x64xf32>)
          outs(%o : tensor<8x64x320xi16>) -> tensor<8x64x320xi16>
      return %rows : tensor<8x64x320xi16>
    }
    ```
  }];

  let arguments = (ins
    A3_FloatShaped:$key,
    A3_RowsShaped:$rows,
    OptionalAttr<I64Attr>:$tile
  );
  let results = (outs Variadic<AnyRankedTensor>:$results);
  let assemblyFormat = [{
    `ins` `(` $key `:` type($key) `)`
    `outs` `(` $rows `:` type($rows) `)` attr-dict (`->` type($results)^)?
  }];
  let hasCanonicalizer = 1;

  let extraClassDeclaration = [{
    MutableOperandRange getDpsInitsMutable() { return getRowsMutable(); }
    ShapedType getKeyType() { return cast<ShapedType>(getKey().getType()); }
  }];
}

def A3_InsertSortedRowsOp : A3_Op<"insert_sorted_rows"> {
  let summary = "The order of K from the order of its first rows";
  let description = [{
    What `a3.sort_keys` gives for `key`, of whose first p rows `sorted` is what
    `a3.sort_keys` with the same `tile` gives: the new rows are inserted one by
    one, and complete tiles stay as they are. So a step of a decoder brings the
    order of its key-value cache up to date without sorting it.

    | operand  | shape          | element |
    |----------|----------------|---------|
    | `key`    | batch..., n, d | float   |
    | `sorted` | batch..., d, p | i16     |
    | `rows`   | batch..., d, n | i16     |

    That `sorted` names rows of its tile is checked where they are compared.

    Example:

    ```mlir
    func.func @step(%k: tensor<8x321x64xf32>, %before: tensor<8x64x320xi16>,
                    %o: tensor<8x64x321xi16>) -> tensor<8x64x321xi16> {
      %rows = a3.insert_sorted_rows
          ins(%k, %before : tensor<8x321x64xf32>, tensor<8x64x320xi16>)
          outs(%o : tensor<8x64x321xi16>) {tile = 2048}
          -> tensor<8x64x321xi16>
      return %rows : tensor<8x64x321xi16>
    }
    ```
  }];

  let arguments = (ins
    A3_FloatShaped:$key,
    A3_RowsShaped:$sorted,
    A3_RowsShaped:$rows,
    OptionalAttr<I64Attr>:$tile
  );
  let results = (outs Variadic<AnyRankedTensor>:$results);
  let assemblyFormat = [{
    `ins` `(` $key `,` $sorted `:` type($key) `,` type($sorted) `)`
    `outs` `(` $rows `:` type($rows) `)` attr-dict (`->` type($results)^)?
  }];

  let extraClassDeclaration = [{
    MutableOperandRange getDpsInitsMutable() { return getRowsMutable(); }
    ShapedType getKeyType() { return cast<ShapedType>(getKey().getType()); }
  }];
}

#endif // A3_DIALECT_A3_IR_A3OPS_TD
