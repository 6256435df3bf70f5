//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Rewrite.h"

#include <cmath>

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

namespace {
/// The places of a mask.
struct Mask {
  Place unmasked, admitted, masked;
};
} // namespace

static std::optional<Mask> findMask(Mutant &m) {
  auto unmasked = m.find(Role::Unmasked), masked = m.find(Role::Masked);
  auto admitted = m.findAdmitted();
  if (!unmasked || !masked || !admitted || m.masksExponentials)
    return std::nullopt;
  return Mask{*unmasked, *admitted, *masked};
}

static double getLowest(Value like) {
  auto type = cast<FloatType>(getElementType(like));
  APFloat lowest =
      APFloat::getLargest(type.getFloatSemantics(), /*Negative=*/true);
  bool losesInfo;
  lowest.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven,
                 &losesInfo);
  return lowest.convertToDouble();
}

static double getHidingNumber(Mutant &m, Value like) {
  if (getElementType(like).isF16())
    return -10000;
  return m.getRandom().pick<double>({-10000, -1e9, -2e5});
}

static bool select(Mutant &m, double (*getNumber)(Mutant &, Value)) {
  auto mask = findMask(m);
  if (!mask)
    return false;
  Value scores = mask->unmasked.get();
  Emitter &emit = m.emit();
  Value hidden = emit.number(getNumber(m, scores), scores);
  mask->masked.setSource(emit.select(mask->admitted.get(), scores, hidden));
  return true;
}

static bool selectInfinity(Mutant &m) {
  return select(m, [](Mutant &, Value) -> double { return -INFINITY; });
}

static bool selectLowest(Mutant &m) {
  return select(m, [](Mutant &, Value like) { return getLowest(like); });
}

static bool selectNumber(Mutant &m) { return select(m, getHidingNumber); }

static bool selectInverted(Mutant &m) {
  auto mask = findMask(m);
  if (!mask)
    return false;
  Value scores = mask->unmasked.get();
  Emitter &emit = m.emit();
  Value isHidden = emit.unary(Unary::Not, mask->admitted.get());
  Value hidden = emit.fullSplat(-INFINITY, scores);
  mask->masked.setSource(emit.select(isHidden, hidden, scores));
  return true;
}

static bool addSelected(Mutant &m, double hidden) {
  auto mask = findMask(m);
  if (!mask)
    return false;
  Value scores = mask->unmasked.get();
  Emitter &emit = m.emit();
  Value added = emit.select(mask->admitted.get(), emit.number(0, scores),
                            emit.number(hidden, scores));
  mask->masked.setSource(emit.binary(Binary::Add, scores, added));
  return true;
}

static bool addInfinity(Mutant &m) { return addSelected(m, -INFINITY); }

static bool addNumber(Mutant &m) {
  auto unmasked = m.find(Role::Unmasked);
  return unmasked && addSelected(m, getHidingNumber(m, unmasked->get()));
}

/// As in BERT: (1 - mask) * -10000.
static bool addCast(Mutant &m) {
  auto mask = findMask(m);
  if (!mask)
    return false;
  Value scores = mask->unmasked.get();
  Emitter &emit = m.emit();
  Value ones = emit.cast(mask->admitted.get(), getElementType(scores));
  Value zeros = emit.binary(Binary::Subtract, emit.number(1, ones), ones);
  Value added = emit.times(zeros, getHidingNumber(m, scores));
  mask->masked.setSource(emit.binary(Binary::Add, scores, added));
  return true;
}

/// As in GPT-2 once: scores - 10000 * (mask is hidden).
static bool subtractCast(Mutant &m) {
  auto mask = findMask(m);
  if (!mask)
    return false;
  Value scores = mask->unmasked.get();
  Emitter &emit = m.emit();
  Value isHidden = emit.unary(Unary::Not, mask->admitted.get());
  Value cast = emit.cast(isHidden, getElementType(scores));
  Value subtracted = emit.times(cast, -getHidingNumber(m, scores));
  mask->masked.setSource(emit.binary(Binary::Subtract, scores, subtracted));
  return true;
}

static bool maskExponentials(Mutant &m, bool bySelection) {
  auto mask = findMask(m);
  auto exponentials = m.find(Role::Exponentials);
  if (!mask || !exponentials ||
      getShape(exponentials->get()).size() !=
          getShape(mask->admitted.get()).size())
    return false;
  mask->masked.setSource(mask->unmasked.get());
  m.change(*exponentials, [&](Value value) {
    Emitter &emit = m.emit();
    Value admitted = mask->admitted.get();
    if (bySelection)
      return emit.select(admitted, value, emit.number(0, value));
    return emit.binary(Binary::Multiply, value,
                       emit.cast(admitted, getElementType(value)));
  });
  m.masksExponentials = true;
  return true;
}

static bool multiplyExponentials(Mutant &m) {
  return maskExponentials(m, /*bySelection=*/false);
}

static bool selectExponentials(Mutant &m) {
  return maskExponentials(m, /*bySelection=*/true);
}

static bool maskTwice(Mutant &m) {
  auto mask = findMask(m);
  if (!mask)
    return false;
  m.change(mask->masked, [&](Value scores) {
    Emitter &emit = m.emit();
    return emit.select(mask->admitted.get(), scores,
                       emit.number(-INFINITY, scores));
  });
  return true;
}

/// Zeros where the mask hides, as some models add to be sure.
static bool maskProbabilitiesToo(Mutant &m) {
  auto mask = findMask(m);
  auto probabilities = m.find(Role::Probabilities);
  if (!mask || !probabilities ||
      getShape(probabilities->get()).size() !=
          getShape(mask->admitted.get()).size())
    return false;
  m.change(*probabilities, [&](Value value) {
    Emitter &emit = m.emit();
    return emit.binary(Binary::Multiply, value,
                       emit.cast(mask->admitted.get(), getElementType(value)));
  });
  return true;
}

static bool changeCondition(Mutant &m,
                            function_ref<Value(Emitter &, Value)> create) {
  auto admitted = m.find(Role::Admitted);
  if (!admitted)
    return false;
  m.change(*admitted,
           [&](Value condition) { return create(m.emit(), condition); });
  return true;
}

static bool negateConditionTwice(Mutant &m) {
  return changeCondition(m, [](Emitter &emit, Value condition) {
    return emit.unary(Unary::Not, emit.unary(Unary::Not, condition));
  });
}

static bool compareCondition(Mutant &m) {
  return changeCondition(m, [&](Emitter &emit, Value condition) {
    Value number = emit.cast(condition, m.getBuilder().getF32Type());
    return emit.binary(Binary::Greater, number, emit.number(0.5, number));
  });
}

static bool compareConditionWithZero(Mutant &m) {
  return changeCondition(m, [&](Emitter &emit, Value condition) {
    Value number = emit.cast(condition, m.getBuilder().getF32Type());
    Value isZero = emit.binary(Binary::Equal, number, emit.number(0, number));
    return emit.unary(Unary::Not, isZero);
  });
}

static bool conjoinWithTrue(Mutant &m) {
  return changeCondition(m, [&](Emitter &emit, Value condition) {
    return emit.binary(Binary::And, condition, emit.fullSplat(1, condition));
  });
}

static bool disjoinWithFalse(Mutant &m) {
  return changeCondition(m, [&](Emitter &emit, Value condition) {
    return emit.binary(Binary::Or, emit.number(0, condition), condition);
  });
}

/// De Morgan of a condition and itself.
static bool disjoinNegations(Mutant &m) {
  return changeCondition(m, [&](Emitter &emit, Value condition) {
    Value isHidden = emit.unary(Unary::Not, condition);
    return emit.unary(Unary::Not, emit.binary(Binary::Or, isHidden, isHidden));
  });
}

static constexpr Rewrite kRewrites[] = {
    {"mask-select-infinity", "-inf where not admitted", selectInfinity},
    {"mask-select-lowest", "the lowest float where not admitted", selectLowest},
    {"mask-select-number", "a low number where not admitted", selectNumber},
    {"mask-select-inverted", "the condition inverted, its branches swapped",
     selectInverted},
    {"mask-add-infinity", "0 or -inf added", addInfinity},
    {"mask-add-number", "0 or a low number added", addNumber},
    {"mask-add-cast", "1 less the condition, times a low number, added",
     addCast},
    {"mask-subtract-cast", "a high number subtracted where not admitted",
     subtractCast},
    {"mask-factor", "exponentials times 0 or 1, for a mask before",
     multiplyExponentials},
    {"mask-select-zero", "exponentials or 0, for a mask before",
     selectExponentials},
    {"mask-twice", "the same mask applied once more", maskTwice},
    {"mask-probabilities-too", "the same mask on the probabilities as well",
     maskProbabilitiesToo},
    {"condition-not-not", "the condition negated twice", negateConditionTwice},
    {"condition-compared", "the condition as a number above 0.5",
     compareCondition},
    {"condition-not-zero", "the condition as a number that is not 0",
     compareConditionWithZero},
    {"condition-and-true", "the condition and a tensor of true",
     conjoinWithTrue},
    {"condition-or-false", "the condition or false", disjoinWithFalse},
    {"condition-de-morgan", "not (not the condition or not the condition)",
     disjoinNegations},
};

Rewrites mutation::getMaskRewrites() { return kRewrites; }
