//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SliceBuffer.h"

#include "mlir/IR/DialectResourceBlobManager.h"
#include "llvm/Support/MathExtras.h"

#include <cstring>

using namespace mlir;
using namespace mlir::a3;

InputGenerator::InputGenerator(uint64_t seed, int64_t numRows)
    : engine(seed), isPositive(seed % 4 == 3),
      largestInteger(seed % 2 == 1 ? 1 : numRows) {}

double InputGenerator::nextFloat() {
  double fraction = std::ldexp(static_cast<double>(engine() >> 11), -53);
  if (isPositive)
    return 0.25 + 1.75 * fraction;
  switch (nextBelow(16)) {
  case 0:
    return 0;
  case 1:
    return 1;
  default:
    return 4 * fraction - 2;
  }
}

int64_t InputGenerator::nextInteger() { return nextBelow(largestInteger + 1); }

bool InputGenerator::nextBoolean() { return nextBelow(4) != 0; }

static unsigned getBitWidth(Type elementType) {
  return elementType.isIndex() ? 64 : elementType.getIntOrFloatBitWidth();
}

static unsigned getElementBytes(Type elementType) {
  if (isa<FloatType>(elementType))
    return sizeof(double);
  return llvm::PowerOf2Ceil(llvm::divideCeil(getBitWidth(elementType), 8));
}

SliceBuffer::SliceBuffer(RankedTensorType type)
    : type(type), elementBytes(getElementBytes(type.getElementType())),
      words(llvm::divideCeil(type.getNumElements() * elementBytes,
                             sizeof(uint64_t))) {}

MutableArrayRef<double> SliceBuffer::getFloats() {
  return {reinterpret_cast<double *>(words.data()),
          static_cast<size_t>(type.getNumElements())};
}

void SliceBuffer::set(int64_t position, const APInt &integer) {
  uint64_t bits = integer.getZExtValue();
  std::memcpy(reinterpret_cast<char *>(words.data()) + position * elementBytes,
              &bits, elementBytes);
}

void SliceBuffer::fill(InputGenerator &generator) {
  if (isFloat()) {
    for (double &number : getFloats())
      number = generator.nextFloat();
    return;
  }
  unsigned width = getBitWidth(type.getElementType());
  for (int64_t i = 0, end = type.getNumElements(); i < end; ++i) {
    uint64_t bits =
        width == 1 ? generator.nextBoolean() : generator.nextInteger();
    set(i, APInt(width, bits, /*isSigned=*/false, /*implicitTrunc=*/true));
  }
}

static double toDouble(APFloat number) { return number.convertToDouble(); }

LogicalResult SliceBuffer::fill(ElementsAttr constant) {
  if (auto dense = dyn_cast<DenseElementsAttr>(constant)) {
    if (isFloat())
      llvm::transform(dense.getValues<APFloat>(), getFloats().begin(),
                      toDouble);
    else
      for (auto [i, integer] : llvm::enumerate(dense.getValues<APInt>()))
        set(i, integer);
    return success();
  }
  auto resource = dyn_cast<DenseResourceElementsAttr>(constant);
  AsmResourceBlob *blob =
      resource ? resource.getRawHandle().getBlob() : nullptr;
  unsigned width = getBitWidth(type.getElementType());
  size_t storedBytes = llvm::divideCeil(width, 8);
  if (!blob || blob->getData().size() != storedBytes * type.getNumElements())
    return failure();
  for (int64_t i = 0, end = type.getNumElements(); i < end; ++i) {
    uint64_t bits = 0;
    std::memcpy(&bits, blob->getData().data() + i * storedBytes, storedBytes);
    APInt integer(width, bits, /*isSigned=*/false, /*implicitTrunc=*/true);
    if (auto floatType = dyn_cast<FloatType>(type.getElementType()))
      getFloats()[i] =
          toDouble(APFloat(floatType.getFloatSemantics(), integer));
    else
      set(i, integer);
  }
  return success();
}

SmallVector<int64_t> SliceBuffer::getIndices(int64_t position) const {
  SmallVector<int64_t> indices(type.getRank());
  for (int64_t dim = type.getRank() - 1; dim >= 0; --dim) {
    indices[dim] = position % type.getDimSize(dim);
    position /= type.getDimSize(dim);
  }
  return indices;
}
