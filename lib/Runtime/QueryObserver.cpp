//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/QueryObserver.h"

#include <algorithm>
#include <utility>

using namespace a3;
using namespace a3::isa;

QueryObserver::QueryObserver(const Site &site, bool rows) : rows(rows) {
  const OperandInfo &output = site.output;
  int64_t queries = 1;
  for (size_t i = output.sizes.size() - 1; i-- > 0;) {
    if (output.sizes[i] > 1)
      dimensions.push_back({output.strides[i], queries});
    queries *= output.sizes[i];
  }
  std::ranges::sort(dimensions, std::greater(), &Dimension::stride);
}

void QueryObserver::executed(const Operation &operation,
                             std::span<const QueryWork> works) {
  switch (operation.instruction->opcode) {
  case Opcode::SetShape:
    shapeRows = operation.instruction->fields[set_shape::rows];
    return;
  case Opcode::Attend:
    return attended(operation, works);
  case Opcode::StoreOutput:
    return stored(operation);
  default:
    return;
  }
}

/// Comes before the `attend` of its query, and so may be the first of it.
void QueryObserver::selected(std::span<const int32_t> admitted,
                             std::span<const int32_t> candidates,
                             std::span<const int32_t> kept) {
  auto copy = [](std::span<const int32_t> tile) {
    return std::vector<int32_t>(tile.begin(), tile.end());
  };
  selectedRows.push_back({copy(admitted), copy(candidates), copy(kept)});
}

void QueryObserver::attended(const Operation &operation,
                             std::span<const QueryWork> works) {
  Queries &queries = carried[operation.queryBank];
  queries.counts.resize(works.size());
  for (size_t i = 0; i < works.size(); ++i) {
    queries.counts[i].candidates += works[i].candidates;
    queries.counts[i].kept += works[i].kept;
  }
  queries.rows.resize(selectedRows.size());
  for (size_t i = 0; i < selectedRows.size(); ++i) {
    auto append = [&](const std::vector<int32_t> &tile,
                      std::vector<int32_t> &all) {
      for (int32_t row : tile)
        all.push_back(int32_t(queries.firstRow + row));
    };
    append(selectedRows[i].admitted, queries.rows[i].admitted);
    append(selectedRows[i].candidates, queries.rows[i].candidates);
    append(selectedRows[i].kept, queries.rows[i].kept);
  }
  selectedRows.clear();
  queries.firstRow += shapeRows;
  auto partial = Partial(operation.instruction->fields[attend::partial]);
  if (partial == Partial::First || partial == Partial::Middle)
    return;
  complete.push_back(std::exchange(queries, {}));
}

int64_t QueryObserver::queryAt(int64_t offset) const {
  int64_t query = 0, elements = offset / int64_t(sizeof(float));
  for (const Dimension &dimension : dimensions) {
    query += elements / dimension.stride * dimension.queries;
    elements %= dimension.stride;
  }
  return query;
}

/// Results are stored in the order in which they were completed.
void QueryObserver::stored(const Operation &operation) {
  Queries queries = std::move(complete.front());
  complete.pop_front();
  int64_t offset = operation.address.offset;
  int64_t pitch = operation.instruction->fields[store_output::pitch];
  int64_t query = queryAt(offset), step = queryAt(offset + pitch) - query;
  for (size_t i = 0; i < queries.counts.size(); ++i, query += step) {
    counted(query, queries.counts[i]);
    if (rows)
      taken(query, std::move(queries.rows[i]));
  }
  done += int64_t(queries.counts.size());
}
