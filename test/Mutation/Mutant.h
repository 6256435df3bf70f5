//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_MUTATION_MUTANT_H
#define A3_TEST_MUTATION_MUTANT_H

#include "Emitter.h"
#include "Random.h"
#include "Site.h"

#include "llvm/ADT/DenseSet.h"

namespace mlir::a3::mutation {

enum class Spelling { Linalg, Tosa, Mixed };

/// A function with marked places that rewrites change. New operations go to
/// the end of its block; `finishRewrite` sorts them in.
class Mutant {
public:
  Mutant(func::FuncOp function, Spelling spelling);

  /// Starts a rewrite whose choices follow from `seed`.
  void startRewrite(uint64_t seed);
  /// Puts all operations in order and erases what is not used.
  void finishRewrite();
  /// Erases the markers: no place is found any more.
  void removeMarkers();

  Random &getRandom() { return random; }
  OpBuilder &getBuilder() { return b; }
  func::FuncOp getFunction() const { return function; }
  Block &getBlock() { return function.getBody().front(); }
  /// Of the dialect of the module, or one of both.
  Emitter &emit();
  Emitter &emitLinalg() { return *linalg; }
  Emitter &emitTosa() { return *tosa; }

  /// The place with `role`, if all that has the role goes through it and what
  /// the function returns depends on it.
  std::optional<Place> find(Role role);
  /// Says where the admitted keys come from, used or not.
  std::optional<Place> findAdmitted();

  /// Inserts operations between the source of a place and its marker.
  void change(Place place, function_ref<Value(Value)> create);
  /// Replaces all uses of `value` but those in what computes its replacement.
  void replace(Value value, function_ref<Value(Value)> create);

  /// Replaces a live tensor that `accepts` says yes to by a detour that gives
  /// the same tensor. Returns false if there is none.
  bool insertDetour(function_ref<bool(Value)> accepts,
                    function_ref<Value(Emitter &, Value)> create);

  /// What the places alone do not tell: the result of the second product is
  /// divided by the sum, not the exponentials; the exponentials hold a mask.
  bool dividesAfterProduct = false, masksExponentials = false;

  /// Operations that the result depends on, in order, markers left out.
  SmallVector<Operation *> getLiveOperations();
  /// Tensors of known shape that the result depends on, neither constants nor
  /// initial values.
  SmallVector<Value> getLiveTensors();

private:
  DenseSet<Operation *> findLive();

  func::FuncOp function;
  Spelling spelling;
  Random random;
  OpBuilder b;
  std::unique_ptr<Emitter> linalg, tosa;
};

/// Sum along the keys as in `place`, brought to the layout of `to`, with size 1
/// instead of columns. Batches of both are the same, maybe merged.
Value alignRows(Emitter &emit, Value value, Place from, Place to);

/// A dimension of at least two elements, if any.
std::optional<int64_t> pickAxis(Random &random, Value value);

inline bool isFloat(Value value) {
  return isa<FloatType>(getElementType(value));
}
inline bool isNarrow(Value value) {
  return getElementType(value).getIntOrFloatBitWidth() < 32;
}

} // namespace mlir::a3::mutation

#endif // A3_TEST_MUTATION_MUTANT_H
