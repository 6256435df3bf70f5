//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/Concatenation.h"

#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace mlir::a3;

using Kind = Element::Kind;

namespace {
/// Walks the pieces side by side.
class Generalization {
public:
  Generalization(size_t size, TensorReader &reader)
      : reader(reader), renamings(size) {}

  /// Which piece an element is of, where `index` says which element it is.
  void setSelector(IndexExpression index,
                   std::function<size_t(int64_t)> pieceOf) {
    selector = std::move(index);
    getPiece = std::move(pieceOf);
  }
  /// The selector is the number of the piece: indices may step by multiples.
  void setNumber(const IndexExpression &index) {
    setSelector(index, [](int64_t piece) { return piece; });
    isNumbered = true;
  }

  void rename(size_t piece, Axis axis, IndexExpression value) {
    renamings[piece].push_back({axis, std::move(value)});
  }

  const Element *run(ArrayRef<const Element *> pieces) {
    if (--budget < 0)
      return nullptr;
    if (const Element *same = combine(pieces))
      return same;
    if (const Element *same = combineViews(pieces))
      return same;
    SmallVector<const Element *> peeled = llvm::map_to_vector(
        pieces, [&](const Element *piece) { return peel(piece); });
    if (ArrayRef(peeled) != pieces)
      return run(peeled);
    SmallVector<const Element *> alike = spellAlike(pieces);
    if (ArrayRef(alike) != pieces)
      return run(alike);
    // Some of them may be spelled as operations more.
    SmallVector<const Element *> opened;
    for (const Element *piece : pieces) {
      const Element *next =
          piece->is(Kind::Read) ? reader.expandViews(piece) : nullptr;
      opened.push_back(next ? next : piece);
    }
    return ArrayRef(opened) == pieces ? nullptr : run(opened);
  }

private:
  /// The pieces as views of one tensor, some of them by way of more others.
  const Element *combineViews(ArrayRef<const Element *> pieces) {
    SmallVector<SmallVector<const Element *>> chains(pieces.size());
    for (auto [piece, chain] : llvm::zip_equal(pieces, chains)) {
      if (!piece->is(Kind::Read))
        return nullptr;
      reader.followViews(piece, &chain);
    }
    for (const Element *candidate : chains.front()) {
      SmallVector<const Element *> reads;
      for (ArrayRef<const Element *> chain : chains) {
        const auto *read = llvm::find_if(chain, [&](const Element *link) {
          return link->value == candidate->value;
        });
        if (read == chain.end())
          break;
        reads.push_back(*read);
      }
      if (reads.size() == pieces.size())
        if (const Element *same = combine(reads))
          return same;
    }
    return nullptr;
  }

  /// What `piece` is before casts to and fro, negations and factors that
  /// cancel.
  const Element *peel(const Element *piece) {
    constexpr unsigned kMostSteps = 8;
    if (!piece->is(Kind::Read))
      return piece;
    auto getType = [](const Element *read) {
      return getElementTypeOrSelf(read->value.getType());
    };
    const Element *last = piece, *same = piece;
    double coefficient = 1;
    for (unsigned step = 0; step < kMostSteps && last; ++step) {
      if (last->is(Kind::Read)) {
        last = reader.expandViews(last);
        continue;
      }
      std::optional<double> factor = getFactor(*last);
      if (!factor)
        break;
      coefficient *= *factor;
      last = last->operands.front();
      bool isSame = coefficient == 1 && last->is(Kind::Read) &&
                    getType(last) == getType(piece);
      same = isSame ? last : same;
    }
    return same;
  }

  /// The number that the first operand of `element` is multiplied by, if that
  /// is all.
  std::optional<double> getFactor(const Element &element) {
    if (element.is(Kind::FloatCast))
      return 1;
    if (element.is(Kind::Negate))
      return -1;
    bool divides = element.is(Kind::Divide);
    if (!divides && !element.is(Kind::Multiply))
      return std::nullopt;
    const Element *other = element.operands[1];
    if (other->is(Kind::Read))
      other = reader.expandViews(other);
    if (!other || !other->isConstant() || (divides && other->constant == 0))
      return std::nullopt;
    return divides ? 1 / other->constant : other->constant;
  }

  /// Where kinds differ, differences as sums and quotients as products.
  SmallVector<const Element *> spellAlike(ArrayRef<const Element *> pieces) {
    auto getKind = [](const Element *piece) { return piece->kind; };
    if (llvm::all_equal(llvm::map_range(pieces, getKind)))
      return SmallVector<const Element *>(pieces);
    ElementBuilder &builder = reader.getBuilder();
    return llvm::map_to_vector(pieces, [&](const Element *piece) {
      ArrayRef<const Element *> operands = piece->operands;
      if (piece->is(Kind::Subtract)) {
        const Element *negated =
            builder.apply(Kind::Negate, operands[1], piece->operation);
        return builder.apply(Kind::Add, {operands[0], negated},
                             piece->operation);
      }
      if (piece->is(Kind::Divide) && !operands[0]->isConstant(1)) {
        const Element *inverse = builder.apply(
            Kind::Divide, {builder.constant(1), operands[1]}, piece->operation);
        return builder.apply(Kind::Multiply, {operands[0], inverse},
                             piece->operation);
      }
      return piece;
    });
  }

  const Element *combine(ArrayRef<const Element *> pieces) {
    const Element &first = *pieces.front();
    for (auto [piece, renaming] : llvm::zip_equal(pieces, renamings)) {
      if (!haveSameHead(first, *piece))
        return nullptr;
      for (auto [axis, own] : llvm::zip_equal(first.axes, piece->axes)) {
        if (axis != own)
          renaming.push_back({own, IndexExpression::of(axis)});
      }
    }
    SmallVector<IndexExpression> indices;
    for (size_t i : llvm::seq(first.indices.size())) {
      std::optional<IndexExpression> index = combineIndices(pieces, i);
      if (!index)
        return nullptr;
      indices.push_back(*index);
    }
    std::optional<SmallVector<const Element *>> operands =
        combineOperands(pieces);
    if (!operands)
      return nullptr;
    return reader.getBuilder().copy(first, *operands, indices);
  }

  std::optional<SmallVector<const Element *>>
  combineOperands(ArrayRef<const Element *> pieces) {
    const Element &first = *pieces.front();
    SmallVector<const Element *> operands;
    for (size_t i : llvm::seq(first.operands.size())) {
      auto ofPieces = llvm::map_to_vector(
          pieces, [&](const Element *piece) { return piece->operands[i]; });
      const Element *operand = run(ofPieces);
      if (!operand)
        return isCommutative(first.kind) ? combineSwapped(pieces)
                                         : std::nullopt;
      operands.push_back(operand);
    }
    return operands;
  }

  /// The operands of some pieces may be the other way round.
  std::optional<SmallVector<const Element *>>
  combineSwapped(ArrayRef<const Element *> pieces) {
    const Element &first = *pieces.front();
    SmallVector<const Element *> left, right;
    bool isSwapped = false;
    for (auto [i, piece] : llvm::enumerate(pieces)) {
      bool isLikeFirst =
          piece == &first || isLike(*first.operands[0], i, *piece->operands[0]);
      left.push_back(piece->operands[isLikeFirst ? 0 : 1]);
      right.push_back(piece->operands[isLikeFirst ? 1 : 0]);
      isSwapped |= !isLikeFirst;
    }
    const Element *a = isSwapped ? run(left) : nullptr;
    const Element *b = a ? run(right) : nullptr;
    if (!b)
      return std::nullopt;
    return SmallVector<const Element *>{a, b};
  }

  /// Whether `element` of a piece may be what `first` is of the first piece.
  bool isLike(const Element &first, size_t piece, const Element &element) {
    Generalization pair(2, reader);
    pair.setSelector(selector, [](int64_t) { return 0; });
    pair.budget = budget;
    pair.renamings = {renamings.front(), renamings[piece]};
    bool isSame = pair.run({&first, &element}) != nullptr;
    budget = pair.budget;
    return isSame;
  }

  /// Apart from indices and operands.
  bool haveSameHead(const Element &a, const Element &b) {
    auto getSize = [&](Axis axis) { return reader.getAxes().getSize(axis); };
    return a.kind == b.kind && a.constant == b.constant && a.value == b.value &&
           a.combiner == b.combiner && a.starts == b.starts &&
           a.indices.size() == b.indices.size() &&
           a.operands.size() == b.operands.size() &&
           llvm::equal(llvm::map_range(a.axes, getSize),
                       llvm::map_range(b.axes, getSize)) &&
           (!a.is(Kind::Other) || isSameFunction(a.operation, b.operation));
  }

  std::optional<IndexExpression>
  combineIndices(ArrayRef<const Element *> pieces, size_t i) {
    AxisSpace &axes = reader.getAxes();
    std::optional<IndexExpression> first =
        rename(pieces.front()->indices[i], renamings[0]);
    if (!first)
      return std::nullopt;
    SmallVector<int64_t> offsets;
    for (auto [piece, renaming] : llvm::zip_equal(pieces, renamings)) {
      auto own = rename(piece->indices[i], renaming);
      auto common = own ? rename(*first, renaming) : std::nullopt;
      if (!common)
        return std::nullopt;
      IndexExpression difference = axes.resolve(own->plus(common->scaled(-1)));
      if (!difference.terms.empty())
        return std::nullopt;
      offsets.push_back(difference.offset);
    }
    // The first piece does not tell its own index where it is the pattern.
    offsets.front() = 0;
    if (llvm::all_equal(offsets))
      return first;
    if (isNumbered)
      if (auto stepped = addSteps(*first, offsets))
        return stepped;
    return axes.tabulate(
        {*first, selector},
        [&](ArrayRef<int64_t> values) -> std::optional<int64_t> {
          return values[0] + offsets[getPiece(values[1])];
        });
  }

  /// `first` and `offsets` as steps from piece to piece, or from group to group
  /// of pieces where several dimensions have been made one.
  std::optional<IndexExpression> addSteps(IndexExpression first,
                                          SmallVector<int64_t> offsets) {
    IndexExpression rest = selector;
    while (offsets.size() > 1) {
      size_t size = getEvenGroup(offsets);
      if (size < 2)
        return std::nullopt;
      auto parts = reader.getAxes().divide(rest, size);
      if (!parts)
        return std::nullopt;
      first = first.plus(parts->second.scaled(offsets[1]));
      rest = parts->first;
      SmallVector<int64_t> heads;
      for (size_t i = 0; i < offsets.size(); i += size)
        heads.push_back(offsets[i]);
      offsets = heads;
    }
    return first;
  }

  /// The largest size of groups in each of which the step is that between the
  /// first two.
  static size_t getEvenGroup(ArrayRef<int64_t> offsets) {
    int64_t step = offsets[1];
    for (size_t size = offsets.size(); size > 1; --size) {
      auto isEven = [&](auto entry) {
        size_t inGroup = entry.index() % size;
        return entry.value() == offsets[entry.index() - inGroup] +
                                    static_cast<int64_t>(inGroup) * step;
      };
      if (offsets.size() % size == 0 &&
          llvm::all_of(llvm::enumerate(offsets), isEven))
        return size;
    }
    return 1;
  }

  using Renaming = AxisSpace::Replacements;

  std::optional<IndexExpression> rename(const IndexExpression &index,
                                        const Renaming &renaming) {
    return reader.getAxes().substitute(index, renaming);
  }

  IndexExpression selector;
  std::function<size_t(int64_t)> getPiece;
  bool isNumbered = false;
  TensorReader &reader;
  /// A piece, how its own axes are called in the result.
  SmallVector<Renaming> renamings;
  int budget = 256;
};

/// Replaces an axis.
class Substitution {
public:
  Substitution(Axis axis, const IndexExpression &value, TensorReader &reader)
      : replacements{{axis, value}}, reader(reader) {}

  /// Null if the axis is an index of a table that ends before.
  const Element *run(const Element *element) {
    auto [it, isNew] = replaced.try_emplace(element, nullptr);
    if (!isNew)
      return it->second;
    const Element *result = replace(element);
    return replaced[element] = result;
  }

private:
  const Element *replace(const Element *element) {
    SmallVector<IndexExpression> indices;
    for (const IndexExpression &index : element->indices) {
      auto other = reader.getAxes().substitute(index, replacements);
      if (!other)
        return nullptr;
      indices.push_back(*other);
    }
    auto operands =
        llvm::map_to_vector(element->operands, [&](const Element *operand) {
          return run(operand);
        });
    if (llvm::is_contained(operands, nullptr))
      return nullptr;
    return reader.getBuilder().copy(*element, operands, indices);
  }

  AxisSpace::Replacements replacements;
  TensorReader &reader;
  DenseMap<const Element *, const Element *> replaced;
};
} // namespace

const Element *a3::generalizeNumbered(ArrayRef<const Element *> pieces,
                                      const IndexExpression &number,
                                      TensorReader &reader) {
  Generalization generalization(pieces.size(), reader);
  generalization.setNumber(number);
  return generalization.run(pieces);
}

const Element *a3::generalizeAdjacent(ArrayRef<const Element *> pieces,
                                      const IndexExpression &index,
                                      ArrayRef<int64_t> starts,
                                      ArrayRef<Axis> local,
                                      TensorReader &reader) {
  AxisSpace &axes = reader.getAxes();
  auto isLonger = [&](Axis axis) { return axes.getSize(axis) > 1; };
  const auto *longer = llvm::find_if(local, isLonger);
  if (longer == local.end())
    return nullptr;
  // The first is the pattern: a piece of size 1 does not tell its index.
  SmallVector<size_t> order(llvm::to_vector(llvm::seq(pieces.size())));
  std::swap(order.front(), order[longer - local.begin()]);

  Generalization generalization(pieces.size(), reader);
  IndexExpression resolved = axes.resolve(index);
  generalization.setSelector(resolved, [&](int64_t element) -> size_t {
    size_t piece = llvm::upper_bound(starts, element) - starts.begin() - 1;
    return llvm::find(order, piece) - order.begin();
  });
  SmallVector<const Element *> ordered;
  for (auto [position, i] : llvm::enumerate(order)) {
    ordered.push_back(pieces[i]);
    IndexExpression start = IndexExpression::constant(starts[i]);
    if (isLonger(local[i]))
      generalization.rename(position, local[i],
                            resolved.plus(start.scaled(-1)));
    else if (resolved.terms.size() == 1 && resolved.offset == 0 &&
             resolved.terms.front().stride == 1)
      generalization.rename(position, resolved.terms.front().axis, start);
  }
  return generalization.run(ordered);
}

const Element *a3::substitute(const Element *element, Axis axis,
                              const IndexExpression &value,
                              TensorReader &reader) {
  return Substitution(axis, value, reader).run(element);
}
