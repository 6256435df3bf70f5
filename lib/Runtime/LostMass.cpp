//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/LostMass.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace a3;

namespace {

class LossObserver final : public QueryObserver {
public:
  LossObserver(const Site &site, const SiteOperands &operands)
      : QueryObserver(site, /*rows=*/true), site(site), operands(operands) {}

  LostMass total;

private:
  void taken(int64_t query, QueryRows &&rows) override {
    double lost = lostMass(site, operands, query, rows);
    total += {lost, lost, 1};
  }

  const Site &site;
  const SiteOperands &operands;
};

} // namespace

LostMass &LostMass::operator+=(const LostMass &other) {
  sum += other.sum;
  largest = std::max(largest, other.largest);
  queries += other.queries;
  return *this;
}

double a3::lostMass(const Site &site, const SiteOperands &operands,
                    int64_t query, const QueryRows &rows) {
  int64_t head = query / site.queries, index = query % site.queries;
  const float *elements = operands.query + headOffset(site.query, head) +
                          index * site.query.strides.end()[-2];
  const float *keys = operands.key + headOffset(site.key, head);
  const float *bias = nullptr;
  if (site.hasBias())
    bias = operands.bias + headOffset(site.bias, head) +
           index * site.bias.strides.end()[-2];
  std::vector<double> scores;
  for (int32_t row : rows.admitted) {
    const float *key = keys + row * site.key.strides.end()[-2];
    double score = 0;
    for (int64_t i = 0; i < site.depth; ++i)
      score += double(elements[i]) * double(key[i]);
    scores.push_back(site.scale * score + (bias ? double(bias[row]) : 0));
  }
  double best = -std::numeric_limits<double>::infinity();
  for (double score : scores)
    best = std::max(best, score);
  double all = 0, dropped = 0;
  auto kept = rows.kept.begin();
  for (size_t i = 0; i < scores.size(); ++i) {
    double weight = std::exp(scores[i] - best);
    all += weight;
    if (kept != rows.kept.end() && *kept == rows.admitted[i])
      ++kept;
    else
      dropped += weight;
  }
  return all > 0 ? dropped / all : 0;
}

Expected<std::vector<float>>
a3::runByQuery(const Site &site, const SiteOperands &operands,
               const Machine &machine, Arithmetic arithmetic,
               QueryObserver &observer, const std::vector<Ranges> *ranges) {
  auto size = size_t(site.output.bytes) / sizeof(float);
  std::vector<float> output(operands.output, operands.output + size);
  SiteOperands elsewhere = operands;
  elsewhere.output = output.data();
  auto run =
      runSite(site, elsewhere, machine, arithmetic, nullptr, &observer, ranges);
  if (!run)
    return tl::unexpected(run.error());
  return output;
}

Expected<LostMass> a3::measureLostMass(const Site &site,
                                       const SiteOperands &operands,
                                       const Machine &machine,
                                       Arithmetic arithmetic) {
  LossObserver observer(site, operands);
  auto run = runByQuery(site, operands, machine, arithmetic, observer);
  if (!run)
    return tl::unexpected(run.error());
  return observer.total;
}
