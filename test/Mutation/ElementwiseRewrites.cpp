//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Rewrite.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"

#include <cmath>

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

//===----------------------------------------------------------------------===//
// Operations that change nothing, anywhere
//===----------------------------------------------------------------------===//

static bool isNumeric(Value value) {
  return isFloat(value) && !getElementType(value).isF64();
}

static bool negateTwice(Mutant &m) {
  return m.insertDetour(isNumeric, [](Emitter &emit, Value value) {
    return emit.unary(Unary::Negate, emit.unary(Unary::Negate, value));
  });
}

static bool multiplyByOne(Mutant &m) {
  return m.insertDetour(isNumeric, [&](Emitter &emit, Value value) {
    Value one =
        m.getRandom().coin() ? emit.number(1, value) : emit.fullSplat(1, value);
    return emit.binary(Binary::Multiply, value, one);
  });
}

static bool divideByOne(Mutant &m) {
  return m.insertDetour(isNumeric, [](Emitter &emit, Value value) {
    return emit.binary(Binary::Divide, value, emit.number(1, value));
  });
}

static bool addZero(Mutant &m) {
  return m.insertDetour(isNumeric, [&](Emitter &emit, Value value) {
    Value zero =
        m.getRandom().coin() ? emit.number(0, value) : emit.fullSplat(0, value);
    return m.getRandom().coin() ? emit.binary(Binary::Add, zero, value)
                                : emit.binary(Binary::Subtract, value, zero);
  });
}

static bool doubleAndHalve(Mutant &m) {
  return m.insertDetour(isNumeric, [](Emitter &emit, Value value) {
    return emit.times(emit.times(value, 2), 0.5);
  });
}

static bool castUpAndDown(Mutant &m) {
  return m.insertDetour(isNumeric, [&](Emitter &emit, Value value) {
    Type wide = isNarrow(value) ? Type(m.getBuilder().getF32Type())
                                : Type(m.getBuilder().getF64Type());
    return emit.cast(emit.cast(value, wide), getElementType(value));
  });
}

static bool boundByInfinity(Mutant &m) {
  return m.insertDetour(isNumeric, [&](Emitter &emit, Value value) {
    if (m.getRandom().coin())
      return emit.binary(Binary::Maximum, value, emit.number(-INFINITY, value));
    return emit.binary(Binary::Minimum, value, emit.number(INFINITY, value));
  });
}

static bool selectAlways(Mutant &m) {
  return m.insertDetour(isNumeric, [&](Emitter &emit, Value value) {
    SmallVector<int64_t> ones(getShape(value).size(), 1);
    Value yes = emit.numbers(1, ones, m.getBuilder().getI1Type());
    return emit.select(yes, value, emit.number(0, value));
  });
}

static bool selectSame(Mutant &m) {
  return m.insertDetour(isNumeric, [&](Emitter &emit, Value value) {
    Value isPositive =
        emit.binary(Binary::Greater, value, emit.number(0, value));
    return emit.select(isPositive, value, value);
  });
}

//===----------------------------------------------------------------------===//
// The same operation, spelled differently
//===----------------------------------------------------------------------===//

/// Calls `rewrite` on a live operation that it accepts.
static bool rewriteOne(Mutant &m, function_ref<bool(Operation *)> rewrite) {
  SmallVector<Operation *> operations = m.getLiveOperations();
  while (!operations.empty()) {
    uint64_t i = m.getRandom().below(operations.size());
    if (rewrite(operations[i]))
      return true;
    operations.erase(operations.begin() + i);
  }
  return false;
}

static bool isCommutative(Operation *op) {
  return op->hasTrait<OpTrait::IsCommutative>() ||
         isa<arith::AddFOp, arith::MulFOp, arith::MaximumFOp, tosa::MulOp>(op);
}

static void swapOperands(Operation *op) {
  Value first = op->getOperand(0), second = op->getOperand(1);
  op->setOperand(0, second);
  op->setOperand(1, first);
}

static bool swapCommutative(Mutant &m) {
  return rewriteOne(m, [&](Operation *op) {
    if (isCommutative(op)) {
      swapOperands(op);
      return true;
    }
    SmallVector<Operation *> inner;
    if (isa<linalg::GenericOp>(op))
      op->walk([&](Operation *other) {
        if (other != op && isCommutative(other))
          inner.push_back(other);
      });
    if (inner.empty())
      return false;
    swapOperands(m.getRandom().pick<Operation *>(inner));
    return true;
  });
}

/// a - b as a + -b, in a region or on tensors.
static bool addNegated(Mutant &m) {
  return rewriteOne(m, [&](Operation *op) {
    if (auto subtraction = dyn_cast<tosa::SubOp>(op);
        subtraction && isFloat(subtraction.getOutput())) {
      m.replace(subtraction, [&](Value) {
        Emitter &emit = m.emitTosa();
        return emit.binary(Binary::Add, subtraction.getInput1(),
                           emit.unary(Unary::Negate, subtraction.getInput2()));
      });
      return true;
    }
    auto generic = dyn_cast<linalg::GenericOp>(op);
    if (!generic || generic.getBody()->getOps<arith::SubFOp>().empty())
      return false;
    auto inner = *generic.getBody()->getOps<arith::SubFOp>().begin();
    OpBuilder b(inner);
    Value negated = arith::NegFOp::create(b, inner.getLoc(), inner.getRhs());
    Value sum =
        arith::AddFOp::create(b, inner.getLoc(), inner.getLhs(), negated);
    inner.replaceAllUsesWith(sum);
    inner.erase();
    return true;
  });
}

/// a / b as a * (1 / b) in a region.
static bool divideByReciprocal(Mutant &m) {
  return rewriteOne(m, [&](Operation *op) {
    auto generic = dyn_cast<linalg::GenericOp>(op);
    if (!generic || generic.getBody()->getOps<arith::DivFOp>().empty())
      return false;
    auto inner = *generic.getBody()->getOps<arith::DivFOp>().begin();
    OpBuilder b(inner);
    Location loc = inner.getLoc();
    Value one =
        arith::ConstantOp::create(b, loc, b.getFloatAttr(inner.getType(), 1));
    Value reciprocal = arith::DivFOp::create(b, loc, one, inner.getRhs());
    Value product = arith::MulFOp::create(b, loc, inner.getLhs(), reciprocal);
    inner.replaceAllUsesWith(product);
    inner.erase();
    return true;
  });
}

/// An operand of an elementwise operation of TOSA, repeated to the full shape.
static bool broadcastOperand(Mutant &m) {
  return rewriteOne(m, [&](Operation *op) {
    bool isElementwise =
        op->hasTrait<OpTrait::tosa::TosaElementwiseOperator>() ||
        isa<tosa::MulOp>(op);
    if (!isElementwise || isa<tosa::NegateOp>(op))
      return false;
    ArrayRef<int64_t> shape = getShape(op->getResult(0));
    unsigned count = isa<tosa::MulOp>(op) ? 2 : op->getNumOperands();
    for (OpOperand &operand : op->getOpOperands().take_front(count)) {
      if (getShape(operand.get()) == shape)
        continue;
      SmallVector<int64_t> multiples;
      for (auto [size, full] : llvm::zip_equal(getShape(operand.get()), shape))
        multiples.push_back(full / size);
      operand.set(m.emitTosa().tile(operand.get(), multiples));
      return true;
    }
    return false;
  });
}

/// The same operation once more, for one of several uses.
static bool computeTwice(Mutant &m) {
  return rewriteOne(m, [&](Operation *op) {
    if (op->getNumResults() != 1 || op->hasOneUse() || op->use_empty() ||
        !isa<RankedTensorType>(op->getResult(0).getType()))
      return false;
    Operation *copy = m.getBuilder().clone(*op);
    op->getResult(0).getUses().begin()->set(copy->getResult(0));
    return true;
  });
}

static constexpr Rewrite kRewrites[] = {
    {"negate-twice", "the negation of the negation", negateTwice},
    {"times-one", "times 1", multiplyByOne},
    {"over-one", "divided by 1", divideByOne},
    {"plus-zero", "plus or minus 0", addZero},
    {"double-and-halve", "times 2, times a half", doubleAndHalve},
    {"cast-up-and-down", "cast to a wider float and back", castUpAndDown},
    {"bound-by-infinity", "the larger of it and -inf, or smaller and inf",
     boundByInfinity},
    {"select-always", "selected by a condition that holds", selectAlways},
    {"select-same", "selected by a condition, the same in both branches",
     selectSame},
    {"operands-swapped", "operands of a commutative operation swapped",
     swapCommutative},
    {"add-negated", "a difference as the sum with the negation", addNegated},
    {"divide-by-reciprocal", "a quotient as the product with a reciprocal",
     divideByReciprocal, false, Spelling::Linalg},
    {"operand-broadcast", "an operand repeated to the shape of the result",
     broadcastOperand, false, Spelling::Tosa},
    {"compute-twice", "an operation repeated for one of its uses",
     computeTwice},
};

Rewrites mutation::getElementwiseRewrites() { return kRewrites; }
