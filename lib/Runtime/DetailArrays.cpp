//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/DetailArrays.h"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>

using namespace a3;
using nlohmann::ordered_json;

namespace {

using Shape = std::vector<int64_t>;

/// Collects the arrays that the JSON has numbers of.
class Writer {
public:
  Expected<ordered_json> launch(const LaunchDetail &launch) {
    const Site &site = *launch.site;
    const Shape queries = queriesOf(site);
    ordered_json json = {
        {"site", site.name},
        {"begin", launch.begin},
        {"cycles", launch.cycles},
        {"candidates", add("i64", queries, std::span(launch.candidates))},
        {"kept", add("i64", queries, std::span(launch.kept))},
        {"slot_cycles", launch.activity.slotCycles()},
        {"activity", activityJson(launch.activity)},
        {"rows", nullptr}};
    if (launch.rows)
      json["rows"] = rows(site, *launch.rows);
    if (error)
      return tl::unexpected(*error);
    return json;
  }

  std::vector<Tensor> arrays;

private:
  static Shape queriesOf(const Site &site) {
    return {site.output.sizes.begin(), site.output.sizes.end() - 1};
  }

  static ordered_json activityJson(const Activity &activity) {
    ordered_json parts;
    for (size_t part = 0; part < Activity::numParts; ++part)
      parts[std::string(Activity::partNames[part])] = activity.busyCycles(part);
    return parts;
  }

  ordered_json rows(const Site &site, const LaunchRows &rows) {
    auto operand = [&](const OperandInfo &info,
                       const std::vector<float> &data) {
      return add("f32", {info.sizes.begin(), info.sizes.end()},
                 std::span(data));
    };
    const Shape queries = queriesOf(site);
    Shape all = queries;
    all.push_back(site.rows);
    ordered_json json = {{"query", operand(site.query, rows.query)},
                         {"key", operand(site.key, rows.key)},
                         {"value", operand(site.value, rows.value)},
                         {"bias", nullptr}};
    if (site.hasBias())
      json["bias"] = operand(site.bias, rows.bias);
    json["scale"] = site.scale;
    json["states"] = add("i8", all, std::span(rows.states));
    json["lost_mass"] = add("f64", queries, std::span(rows.lostMass));
    return json;
  }

  /// The number of the array, or 0 after an error.
  template <typename T>
  size_t add(const char *element, Shape shape, std::span<const T> values) {
    Expected<Tensor> tensor = Tensor::create(element, std::move(shape));
    if (!tensor) {
      error = tensor.error();
      return 0;
    }
    std::span<const uint8_t> bytes(
        reinterpret_cast<const uint8_t *>(values.data()), values.size_bytes());
    assert(bytes.size() == tensor->bytes().size());
    std::ranges::copy(bytes, tensor->bytes().begin());
    arrays.push_back(std::move(*tensor));
    return arrays.size() - 1;
  }

  std::optional<Error> error;
};

} // namespace

Expected<DetailArrays> a3::detailArrays(std::vector<LaunchDetail> launches) {
  Writer writer;
  auto list = ordered_json::array();
  for (LaunchDetail &launch : launches) {
    Expected<ordered_json> json = writer.launch(launch);
    if (!json)
      return tl::unexpected(json.error());
    list.push_back(std::move(*json));
    launch.rows.reset(); // There may be much of it.
  }
  return DetailArrays{list.dump(), std::move(writer.arrays)};
}
