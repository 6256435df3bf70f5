//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_NUMERICS_ROWS_H
#define A3_NUMERICS_ROWS_H

#include <cstdint>
#include <vector>

namespace a3 {

/// A row-major matrix whose rows are padded with zeros to a multiple of
/// `padding` elements, for loops over vectors.
template <typename Element> class Rows {
public:
  static constexpr int64_t padding = 32;

  Rows() = default;
  Rows(int64_t rows, int64_t columns) { resize(rows, columns); }

  /// What the matrix held is lost; the padding is zero.
  void resize(int64_t rows, int64_t columns) {
    if (rows == numRows && columns == numColumns)
      return;
    numRows = rows;
    numColumns = columns;
    pitch = (columns + padding - 1) / padding * padding;
    elements.assign(size_t(numRows * pitch), Element());
  }

  int64_t rows() const { return numRows; }
  int64_t columns() const { return numColumns; }
  /// Elements from row to row.
  int64_t stride() const { return pitch; }
  Element *row(int64_t index) { return elements.data() + index * pitch; }
  const Element *row(int64_t index) const {
    return elements.data() + index * pitch;
  }

private:
  int64_t numRows = 0, numColumns = 0, pitch = 0;
  std::vector<Element> elements;
};

} // namespace a3

#endif // A3_NUMERICS_ROWS_H
