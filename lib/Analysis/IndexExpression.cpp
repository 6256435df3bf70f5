//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/IndexExpression.h"

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"

using namespace mlir;
using namespace mlir::a3;

IndexExpression IndexExpression::scaled(int64_t factor) const {
  if (factor == 0)
    return constant(0);
  IndexExpression result = *this;
  result.offset *= factor;
  for (Term &term : result.terms)
    term.stride *= factor;
  return result;
}

IndexExpression IndexExpression::plus(const IndexExpression &other) const {
  IndexExpression result = *this;
  result.offset += other.offset;
  llvm::append_range(result.terms, other.terms);
  return result;
}

Axis AxisSpace::create(int64_t size) {
  axes.push_back({size});
  return axes.size() - 1;
}

IndexExpression AxisSpace::resolve(const IndexExpression &index) const {
  IndexExpression result = IndexExpression::constant(index.offset);
  for (const IndexExpression::Term &term : index.terms) {
    const Definition &definition = axes[term.axis];
    if (definition.value) {
      result = result.plus(resolve(*definition.value).scaled(term.stride));
      continue;
    }
    if (definition.size != 1 && term.stride != 0)
      result.terms.push_back(term);
  }
  llvm::sort(result.terms,
             [](const auto &a, const auto &b) { return a.axis < b.axis; });
  SmallVector<IndexExpression::Term, 2> merged;
  for (const IndexExpression::Term &term : result.terms) {
    if (!merged.empty() && merged.back().axis == term.axis)
      merged.back().stride += term.stride;
    else
      merged.push_back(term);
  }
  llvm::erase_if(merged, [](const auto &term) { return term.stride == 0; });
  llvm::sort(merged, [](const auto &a, const auto &b) {
    return std::tuple(-a.stride, a.axis) < std::tuple(-b.stride, b.axis);
  });
  result.terms = std::move(merged);
  return result;
}

SmallVector<Axis> AxisSpace::getAtoms(Axis axis) const {
  SmallVector<Axis> atoms;
  for (auto &term : resolve(IndexExpression::of(axis)).terms)
    atoms.push_back(term.axis);
  return atoms;
}

SmallVector<Axis> AxisSpace::getAtoms(ArrayRef<Axis> group) const {
  SmallVector<Axis> atoms;
  for (Axis axis : group)
    llvm::append_range(atoms, getAtoms(axis));
  return atoms;
}

bool AxisSpace::isInOrder(Axis axis) const {
  IndexExpression index = resolve(IndexExpression::of(axis));
  return index.offset == 0 && llvm::all_of(index.terms, [](const auto &term) {
           return term.stride > 0;
         });
}

/// Large enough to be no size of an attention's operands, small enough for the
/// product of four and the heads.
static constexpr int64_t kUnknownSizes[] = {131101, 131111, 131113, 131129,
                                            131143, 131149, 131171, 131203};

std::optional<int64_t> AxisSpace::nameUnknownSize() {
  if (numUnknownSizes == std::size(kUnknownSizes))
    return std::nullopt;
  return kUnknownSizes[numUnknownSizes++];
}

bool AxisSpace::isUnknown(int64_t size) const {
  return size > 0 && llvm::any_of(ArrayRef(kUnknownSizes, numUnknownSizes),
                                  [&](int64_t p) { return size % p == 0; });
}

std::optional<std::pair<int64_t, int64_t>>
AxisSpace::getRange(const IndexExpression &index) const {
  IndexExpression resolved = resolve(index);
  int64_t least = resolved.offset, largest = resolved.offset;
  for (const auto &term : resolved.terms) {
    int64_t size = getSize(term.axis);
    if (size <= 0 || isUnknown(size))
      return std::nullopt;
    (term.stride > 0 ? largest : least) += term.stride * (size - 1);
  }
  return std::make_pair(least, largest);
}

bool AxisSpace::dependsOn(ArrayRef<IndexExpression> indices,
                          ArrayRef<Axis> group) const {
  SmallVector<Axis> atoms = getAtoms(group);
  return llvm::any_of(indices, [&](const IndexExpression &index) {
    return llvm::any_of(resolve(index).terms, [&](const auto &term) {
      return llvm::is_contained(atoms, term.axis) ||
             (getTable(term.axis) &&
              dependsOn(getTable(term.axis)->domain, group));
    });
  });
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

bool AxisSpace::isAffine(ArrayRef<IndexExpression> indices) const {
  return llvm::all_of(indices, [&](const IndexExpression &index) {
    return llvm::none_of(resolve(index).terms, [&](const auto &term) {
      return getTable(term.axis) != nullptr;
    });
  });
}

void AxisSpace::appendBase(const IndexExpression &index,
                           SmallVectorImpl<Axis> &base) const {
  for (const auto &term : resolve(index).terms) {
    if (const Table *table = getTable(term.axis))
      appendBase(table->domain, base);
    else if (!llvm::is_contained(base, term.axis))
      base.push_back(term.axis);
  }
}

SmallVector<Axis> AxisSpace::getBase(ArrayRef<IndexExpression> indices) const {
  SmallVector<Axis> base;
  for (const IndexExpression &index : indices)
    appendBase(index, base);
  return base;
}

int64_t AxisSpace::getValue(const IndexExpression &resolved,
                            const DenseMap<Axis, int64_t> &values) const {
  int64_t value = resolved.offset;
  for (const auto &term : resolved.terms) {
    const Table *table = getTable(term.axis);
    value += term.stride *
             (table ? table->entries[getValue(resolve(table->domain), values)]
                    : values.lookup(term.axis));
  }
  return value;
}

namespace {
/// Entries in the order of the numbers with `sizes` as digits, the first of
/// them the most significant.
struct Digits {
  SmallVector<Axis> axes;
  SmallVector<int64_t> sizes;

  int64_t getStride(size_t digit) const {
    int64_t stride = 1;
    for (int64_t size : ArrayRef(sizes).drop_front(digit + 1))
      stride *= size;
    return stride;
  }

  /// Removes a digit that `entries` do not depend on.
  bool removeUnused(SmallVector<int64_t> &entries) {
    for (size_t digit = 0; digit < sizes.size(); ++digit) {
      int64_t stride = getStride(digit), block = stride * sizes[digit];
      auto isSameAsFirst = [&](size_t i) {
        return entries[i] == entries[i - i % block + i % stride];
      };
      if (!llvm::all_of(llvm::seq(entries.size()), isSameAsFirst))
        continue;
      SmallVector<int64_t> kept;
      for (size_t start = 0; start < entries.size(); start += block)
        kept.append(entries.begin() + start, entries.begin() + start + stride);
      entries = std::move(kept);
      axes.erase(axes.begin() + digit);
      sizes.erase(sizes.begin() + digit);
      return true;
    }
    return false;
  }

  /// `entries` as a sum over the digits, if they are one.
  std::optional<IndexExpression> getSum(ArrayRef<int64_t> entries) const {
    IndexExpression sum = IndexExpression::constant(entries.front());
    for (auto [digit, axis] : llvm::enumerate(axes))
      sum.terms.push_back({axis, entries[getStride(digit)] - entries.front()});
    for (auto [i, entry] : llvm::enumerate(entries)) {
      int64_t expected = sum.offset, rest = i;
      for (auto [term, size] :
           llvm::reverse(llvm::zip_equal(sum.terms, sizes))) {
        expected += term.stride * (rest % size);
        rest /= size;
      }
      if (entry != expected)
        return std::nullopt;
    }
    return sum;
  }
};
} // namespace

std::optional<IndexExpression> AxisSpace::tabulate(
    ArrayRef<IndexExpression> inputs,
    function_ref<std::optional<int64_t>(ArrayRef<int64_t>)> function) {
  constexpr int64_t kMostEntries = 1 << 20;
  SmallVector<IndexExpression> resolved;
  for (const IndexExpression &input : inputs)
    resolved.push_back(resolve(input));
  Digits digits{getBase(inputs), {}};
  int64_t count = 1;
  for (Axis axis : digits.axes) {
    int64_t size = getSize(axis);
    if (size <= 0 || isUnknown(size) || size > kMostEntries / count)
      return std::nullopt;
    digits.sizes.push_back(size);
    count *= size;
  }
  SmallVector<int64_t> entries, values(inputs.size());
  entries.reserve(count);
  DenseMap<Axis, int64_t> ofAxes;
  for (int64_t i : llvm::seq(count)) {
    int64_t rest = i;
    for (auto [axis, size] :
         llvm::reverse(llvm::zip_equal(digits.axes, digits.sizes))) {
      ofAxes[axis] = rest % size;
      rest /= size;
    }
    for (auto [value, input] : llvm::zip_equal(values, resolved))
      value = getValue(input, ofAxes);
    std::optional<int64_t> entry = function(values);
    if (!entry)
      return std::nullopt;
    entries.push_back(*entry);
  }
  while (digits.removeUnused(entries))
    ;
  if (std::optional<IndexExpression> sum = digits.getSum(entries))
    return sum;
  Table table{IndexExpression::constant(0), std::move(entries)};
  for (auto [digit, axis] : llvm::enumerate(digits.axes))
    table.domain.terms.push_back({axis, digits.getStride(digit)});
  return getEntry(std::move(table));
}

/// The axis of an equal table, or a new one.
IndexExpression AxisSpace::getEntry(Table table) {
  int64_t least = *llvm::min_element(table.entries);
  for (int64_t &entry : table.entries)
    entry -= least;
  for (auto [axis, definition] : llvm::enumerate(axes))
    if (definition.table && definition.table->domain == table.domain &&
        definition.table->entries == table.entries)
      return IndexExpression::constant(least).plus(IndexExpression::of(axis));
  int64_t size = *llvm::max_element(table.entries) + 1;
  axes.push_back(
      {size, std::nullopt, std::make_shared<const Table>(std::move(table))});
  return IndexExpression::constant(least).plus(
      IndexExpression::of(axes.size() - 1));
}

/// An axis to be replaced may have been split since.
std::optional<IndexExpression>
AxisSpace::replaceAtom(Axis atom, const Replacements &replacements) {
  for (const auto &[axis, value] : replacements) {
    if (axis == atom)
      return value;
    IndexExpression parts = resolve(IndexExpression::of(axis));
    bool isPart = llvm::any_of(
        parts.terms, [&](const auto &term) { return term.axis == atom; });
    if (!isPart)
      continue;
    IndexExpression rest = value.plus(IndexExpression::constant(-parts.offset));
    for (const auto &term : parts.terms) {
      auto digit = divide(rest, term.stride);
      if (!digit)
        return std::nullopt;
      if (term.axis == atom)
        return digit->first;
      rest = digit->second;
    }
  }
  return IndexExpression::of(atom);
}

std::optional<IndexExpression>
AxisSpace::substitute(const IndexExpression &index,
                      const Replacements &replacements) {
  IndexExpression resolved = resolve(index);
  IndexExpression result = IndexExpression::constant(resolved.offset);
  for (const auto &term : resolved.terms) {
    std::optional<IndexExpression> value;
    if (std::shared_ptr<const Table> table = axes[term.axis].table) {
      auto look = [&](ArrayRef<int64_t> entry) -> std::optional<int64_t> {
        if (entry[0] < 0 ||
            entry[0] >= static_cast<int64_t>(table->entries.size()))
          return std::nullopt;
        return table->entries[entry[0]];
      };
      if (auto domain = substitute(table->domain, replacements))
        value = tabulate(*domain, look);
    } else {
      value = replaceAtom(term.axis, replacements);
    }
    if (!value)
      return std::nullopt;
    result = result.plus(value->scaled(term.stride));
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Division
//===----------------------------------------------------------------------===//

void AxisSpace::split(Axis axis, int64_t innerSize) {
  Axis outer = create(axes[axis].size / innerSize);
  Axis inner = create(innerSize);
  axes[axis].value = IndexExpression::of(outer).scaled(innerSize).plus(
      IndexExpression::of(inner));
}

void AxisSpace::flip(Axis axis) {
  Axis flipped = create(axes[axis].size);
  axes[axis].value = IndexExpression::constant(axes[axis].size - 1)
                         .plus(IndexExpression::of(flipped).scaled(-1));
}

std::optional<std::pair<IndexExpression, IndexExpression>>
AxisSpace::divide(const IndexExpression &index, int64_t divisor) {
  if (divisor <= 0)
    return std::nullopt;
  if (auto parts = divideSum(index, divisor))
    return parts;
  auto quotient =
      tabulate(index, [&](ArrayRef<int64_t> value) -> std::optional<int64_t> {
        return value[0] < 0 ? std::nullopt : std::optional(value[0] / divisor);
      });
  if (!quotient)
    return std::nullopt;
  auto remainder =
      tabulate(index, [&](ArrayRef<int64_t> value) -> std::optional<int64_t> {
        return value[0] % divisor;
      });
  return std::make_pair(*quotient, *remainder);
}

std::optional<std::pair<IndexExpression, IndexExpression>>
AxisSpace::divideSum(const IndexExpression &index, int64_t divisor) {
  IndexExpression resolved = resolve(index);
  for (const auto &term : resolved.terms)
    if (term.stride < 0 && getSize(term.axis) > 0 && !getTable(term.axis))
      flip(term.axis);
  resolved = resolve(resolved);
  for (const auto &term : resolved.terms) {
    int64_t size = getSize(term.axis);
    if (ShapedType::isDynamic(size) || term.stride < 0)
      return std::nullopt;
    if (term.stride % divisor == 0 || term.stride * (size - 1) < divisor)
      continue;
    int64_t inner = divisor / term.stride;
    if (term.stride > divisor || divisor % term.stride != 0 ||
        size % inner != 0 || getTable(term.axis))
      return std::nullopt;
    split(term.axis, inner);
  }
  resolved = resolve(resolved);
  if (resolved.offset < 0)
    return std::nullopt;

  IndexExpression quotient =
      IndexExpression::constant(resolved.offset / divisor);
  IndexExpression remainder =
      IndexExpression::constant(resolved.offset % divisor);
  int64_t largest = remainder.offset;
  for (const auto &term : resolved.terms) {
    if (term.stride % divisor == 0) {
      quotient.terms.push_back({term.axis, term.stride / divisor});
      continue;
    }
    remainder.terms.push_back(term);
    largest += term.stride * (getSize(term.axis) - 1);
  }
  if (largest >= divisor)
    return std::nullopt;
  return std::make_pair(quotient, remainder);
}

IndexExpression AxisSpace::linearize(ArrayRef<IndexExpression> indices,
                                     ArrayRef<int64_t> shape) {
  IndexExpression linear = IndexExpression::constant(0);
  for (auto [index, size] : llvm::zip_equal(indices, shape))
    linear = linear.scaled(size).plus(index);
  return linear;
}

std::optional<SmallVector<IndexExpression>>
AxisSpace::reshape(ArrayRef<IndexExpression> indices, ArrayRef<int64_t> result,
                   ArrayRef<int64_t> source) {
  if (ShapedType::isDynamicShape(result) || ShapedType::isDynamicShape(source))
    return std::nullopt;
  IndexExpression linear = linearize(indices, result);
  SmallVector<IndexExpression> read;
  for (int64_t size : llvm::reverse(source)) {
    auto parts = divide(linear, size);
    if (!parts)
      return std::nullopt;
    linear = parts->first;
    read.push_back(parts->second);
  }
  std::reverse(read.begin(), read.end());
  return read;
}

std::optional<IndexExpression>
AxisSpace::evaluate(AffineExpr expression, ArrayRef<IndexExpression> dims) {
  if (auto dim = dyn_cast<AffineDimExpr>(expression))
    return dims[dim.getPosition()];
  if (auto constant = dyn_cast<AffineConstantExpr>(expression))
    return IndexExpression::constant(constant.getValue());
  auto binary = dyn_cast<AffineBinaryOpExpr>(expression);
  if (!binary)
    return std::nullopt;
  std::optional<IndexExpression> lhs = evaluate(binary.getLHS(), dims);
  if (!lhs)
    return std::nullopt;
  if (binary.getKind() == AffineExprKind::Add) {
    std::optional<IndexExpression> rhs = evaluate(binary.getRHS(), dims);
    return rhs ? std::optional(lhs->plus(*rhs)) : std::nullopt;
  }
  auto factor = dyn_cast<AffineConstantExpr>(binary.getRHS());
  if (!factor)
    return std::nullopt;
  if (binary.getKind() == AffineExprKind::Mul)
    return lhs->scaled(factor.getValue());
  auto parts = divide(*lhs, factor.getValue());
  if (!parts || binary.getKind() == AffineExprKind::CeilDiv)
    return std::nullopt;
  return binary.getKind() == AffineExprKind::Mod ? parts->second : parts->first;
}

//===----------------------------------------------------------------------===//
// Unification
//===----------------------------------------------------------------------===//

void AxisSpace::bind(Axis axis, IndexExpression value) {
  axes[axis].value = std::move(value);
  bindings.push_back(axis);
}

void AxisSpace::rollback(Checkpoint checkpoint) {
  while (bindings.size() > checkpoint)
    axes[bindings.pop_back_val()].value.reset();
}

void AxisSpace::appendFree(Axis axis, SmallVectorImpl<Axis> &free) const {
  if (!axes[axis].value)
    return free.push_back(axis);
  if (llvm::is_contained(bindings, axis))
    return;
  for (const auto &term : axes[axis].value->terms)
    appendFree(term.axis, free);
}

bool AxisSpace::unify(const IndexExpression &target,
                      const IndexExpression &pattern, ArrayRef<Axis> bound) {
  if (isAffine(target) && isAffine(pattern))
    return unifySums(target, pattern, bound);
  // Splits of axes since then may have changed how a table is to be said.
  auto getTableAlone = [&](const IndexExpression &index) {
    auto whole = tabulate(
        index, [](ArrayRef<int64_t> value) { return std::optional(value[0]); });
    return whole && whole->terms.size() == 1
               ? std::pair(whole->offset, getTable(whole->terms[0].axis))
               : std::pair(int64_t(0), static_cast<const Table *>(nullptr));
  };
  auto [offset, table] = getTableAlone(target);
  auto [patternOffset, patternTable] = getTableAlone(pattern);
  return table && patternTable && offset == patternOffset &&
         table->entries == patternTable->entries &&
         unifySums(table->domain, patternTable->domain, bound);
}

bool AxisSpace::unifySums(const IndexExpression &target,
                          const IndexExpression &pattern,
                          ArrayRef<Axis> bound) {
  IndexExpression difference = resolve(target.plus(pattern.scaled(-1)));
  if (difference.offset != 0)
    return false;
  SmallVector<Axis> free;
  for (Axis axis : bound)
    appendFree(axis, free);
  SmallVector<IndexExpression::Term> wanted, open;
  for (const auto &term : difference.terms) {
    if (term.stride > 0)
      wanted.push_back(term);
    else if (llvm::is_contained(free, term.axis))
      open.push_back({term.axis, -term.stride});
    else
      return false;
  }
  // One loop may stand for several: it is their mixed-radix number.
  if (open.size() == 1 && wanted.size() > 1) {
    int64_t unit = open.front().stride, size = 1;
    IndexExpression value = IndexExpression::constant(0);
    for (const auto &term : llvm::reverse(wanted)) {
      if (term.stride != unit * size ||
          ShapedType::isDynamic(getSize(term.axis)))
        return false;
      value.terms.push_back({term.axis, size});
      size *= getSize(term.axis);
    }
    if (size != getSize(open.front().axis))
      return false;
    bind(open.front().axis, value);
    return true;
  }
  if (open.size() != wanted.size())
    return false;
  Checkpoint start = checkpoint();
  for (const auto &term : open) {
    auto same = llvm::find_if(wanted, [&](const auto &candidate) {
      return candidate.stride == term.stride &&
             getSize(candidate.axis) == getSize(term.axis);
    });
    if (same == wanted.end()) {
      rollback(start);
      return false;
    }
    bind(term.axis, IndexExpression::of(same->axis));
    wanted.erase(same);
  }
  return true;
}

bool AxisSpace::covers(ArrayRef<Axis> bound, ArrayRef<Axis> group) const {
  SmallVector<Axis> defined = getAtoms(bound), wanted = getAtoms(group);
  llvm::sort(defined);
  llvm::sort(wanted);
  return defined == wanted;
}
