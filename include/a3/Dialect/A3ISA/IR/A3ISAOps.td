//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//


#ifndef A3_DIALECT_A3ISA_IR_A3ISAOPS_TD
#define A3_DIALECT_A3ISA_IR_A3ISAOPS_TD

include "a3/Dialect/A3ISA/IR/Instructions.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/SymbolInterfaces.td"

def A3ISA_SiteOp : Op<A3ISA_Dialect, "site", [
    HasParent<"::mlir::ModuleOp">, IsolatedFromAbove, NoTerminator, SingleBlock,
    Symbol
  ]> {
  let summary = "The instruction stream of one attention";
  let description = [{
    Holds the stream as its body and what is not in the stream: its location is
    that of the attention in the model, `scale` is the factor of the scores, `m`
    and `t` are the approximation that was asked for where there is one, and
    `formats`, where calibration fixed them, has one record of four factors a
    head, as `load_format` reads them. Without `formats` the host derives the
    records from its data.

    A loop must leave as many tokens as it found in each of its iterations, and
    the stream must not wait for more tokens than it signals. The dialect's
    description has an example.
  }];
  let arguments = (ins
    SymbolNameAttr:$sym_name,
    DefaultValuedAttr<F32Attr, "1.0f">:$scale,
    OptionalAttr<FloatElementsAttr<32>>:$formats,
    OptionalAttr<I64Attr>:$m,
    OptionalAttr<F64Attr>:$t
  );
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $sym_name (`scale` `=` $scale^)? (`formats` `=` $formats^)?
    attr-dict-with-keyword $body
  }];
  let builders = [
    OpBuilder<(ins "StringRef":$name, "APFloat":$scale)>
  ];
  let skipDefaultBuilders = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;

  let extraClassDeclaration = [{
    /// The stream, loops with their lengths.
    SmallVector<::a3::isa::Instruction> getStream();
  }];
}

class A3ISA_Operand<Type element, list<MemoryEffect> effects>
    : Arg<StaticShapeMemRefOf<[element]>, "", effects>;

def A3ISA_LaunchOp : Op<A3ISA_Dialect, "launch", [
    AttrSizedOperandSegments,
    DeclareOpInterfaceMethods<SymbolUserOpInterface>
  ]> {
  let summary = "Runs the stream of a site from host code";
  let description = [{
    The operands are what the site's memory slots hold, in the order of
    `::a3::Slot`; the runtime adds the format records. Shapes are static, and so
    are strides, in which columns of f32 and mask bytes lie side by side; the
    offset may be dynamic.

    | operand  | shape                   | element |
    |----------|-------------------------|---------|
    | `query`  | batch..., queries, d    | f32     |
    | `key`    | batch..., n, d          | f32     |
    | `value`  | batch..., n, dv         | f32     |
    | `mask`   | batch..., queries or 1, n | i1    |
    | `bias`   | batch..., queries or 1, n | f32  |
    | `sorted_rows` | batch..., d, n     | i16     |
    | `output` | batch..., queries, dv   | f32     |

    A batch size of key, value, mask, bias and sorted rows may be 1 and is broadcast
    then. The site
    must have been made for these sizes: its shapes, the distances between its
    rows, and the number of queries and scores that it computes are checked.
  }];
  let arguments = (ins
    FlatSymbolRefAttr:$site,
    A3ISA_Operand<F32, [MemRead]>:$query,
    A3ISA_Operand<F32, [MemRead]>:$key,
    A3ISA_Operand<F32, [MemRead]>:$value,
    Arg<Optional<StaticShapeMemRefOf<[I1]>>, "", [MemRead]>:$mask,
    Arg<Optional<StaticShapeMemRefOf<[F32]>>, "", [MemRead]>:$bias,
    Arg<Optional<StaticShapeMemRefOf<[I16]>>, "", [MemRead]>:$sorted_rows,
    A3ISA_Operand<F32, [MemWrite]>:$output
  );
  let assemblyFormat = [{
    $site `ins` `(` $query `,` $key `,` $value `:`
      type($query) `,` type($key) `,` type($value) `)`
    (`mask` `(` $mask^ `:` type($mask) `)`)?
    (`bias` `(` $bias^ `:` type($bias) `)`)?
    (`sorted` `(` $sorted_rows^ `:` type($sorted_rows) `)`)?
    `outs` `(` $output `:` type($output) `)` attr-dict
  }];
  let hasVerifier = 1;

  let extraClassDeclaration = [{
    /// Product of the batch sizes: runs of one K and V.
    int64_t getHeads() {
      return llvm::product_of(getQuery().getType().getShape().drop_back(2));
    }
    int64_t getNumQueries() {
      return getQuery().getType().getShape().end()[-2];
    }
    int64_t getNumRows() { return getKey().getType().getShape().end()[-2]; }
    int64_t getDepth() { return getKey().getType().getShape().back(); }
    int64_t getValueDepth() { return getValue().getType().getShape().back(); }
  }];
}

#endif // A3_DIALECT_A3ISA_IR_A3ISAOPS_TD
