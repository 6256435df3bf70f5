//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Program/Approximation.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

using namespace a3;
using nlohmann::json;

static constexpr int64_t whole = 1000; ///< n, in thousandths of it.

Approximation Approximation::resolve(int64_t rows) const {
  if (thousandthsOfRows == 0)
    return *this;
  int64_t m = (rows * thousandthsOfRows + whole - 1) / whole;
  return {std::max<int64_t>(m, 1), threshold};
}

bool a3::isInRange(const Approximation &approximation) {
  // Of n, a multiple as large finds nothing more.
  constexpr int64_t mostThousandths = 1000 * whole;
  return approximation.iterations >= 0 &&
         approximation.thousandthsOfRows >= 0 &&
         approximation.thousandthsOfRows <= mostThousandths &&
         approximation.threshold >= 0 && approximation.threshold <= 100;
}

bool a3::isUniform(const Approximations &approximations) {
  return std::ranges::adjacent_find(approximations, std::not_equal_to()) ==
         approximations.end();
}

Approximations a3::simplify(Approximations approximations) {
  if (!approximations.empty() && isUniform(approximations))
    approximations.resize(approximations.front().isExact() ? 0 : 1);
  return approximations;
}

std::string a3::describeIterations(const Approximation &approximation) {
  if (!approximation.thousandthsOfRows)
    return std::to_string(approximation.iterations);
  return fmt::format("{}n",
                     double(approximation.thousandthsOfRows) / double(whole));
}

/// Of all characters of the text.
template <typename T>
static std::optional<T> parseNumber(std::string_view text) {
  T number;
  const char *begin = std::to_address(text.begin()), *end = begin + text.size();
  auto [stop, error] = std::from_chars(begin, end, number);
  if (error != std::errc() || stop != end)
    return std::nullopt;
  return number;
}

Expected<void> a3::parseIterations(std::string_view text,
                                   Approximation &approximation) {
  approximation.iterations = approximation.thousandthsOfRows = 0;
  if (text.ends_with('n')) {
    auto part = parseNumber<double>(text.substr(0, text.size() - 1));
    if (part && *part > 0 && *part <= double(whole))
      approximation.thousandthsOfRows = std::llround(*part * double(whole));
    if (approximation.thousandthsOfRows)
      return {};
  } else if (auto count = parseNumber<int64_t>(text); count && *count >= 1) {
    approximation.iterations = *count;
    return {};
  }
  return failure(fmt::format(
      "m must be a number of iterations of at least 1, or a part of n in steps "
      "of 0.001n, such as 0.125n, not {}",
      text));
}

namespace {
using Part = Expected<Approximation>;

Expected<void> readThreshold(const json &value, Approximation &approximation) {
  double t = value.is_number() ? value.get<double>() : 0;
  if (!(t > 0 && t <= 100))
    return failure("t must be a percentage above 0 and at most 100, not " +
                   value.dump());
  approximation.threshold = t;
  return {};
}

Part readOne(const json &value) {
  if (!value.is_object())
    return failure("must be an object with m and t, not " + value.dump());
  Approximation approximation;
  for (const auto &[key, number] : value.items()) {
    Expected<void> read;
    if (key != "m" && key != "t")
      return failure("has only m and t, not '" + key + "'");
    if (number.is_null())
      continue;
    if (key == "t")
      read = readThreshold(number, approximation);
    else
      read = parseIterations(number.is_string() ? number.get<std::string>()
                                                : number.dump(),
                             approximation);
    if (!read)
      return tl::unexpected(read.error());
  }
  return approximation;
}

Expected<Approximations> readSite(const json &value) {
  Approximations result;
  json heads = value.is_array() ? value : json::array({value});
  if (heads.empty())
    return failure("needs an entry for each head, not an empty list");
  for (const json &head : heads) {
    Part part = readOne(head);
    if (!part)
      return tl::unexpected(part.error());
    result.push_back(*part);
  }
  return simplify(std::move(result));
}

/// Line and column of a byte, both from 1.
Error at(std::string_view text, size_t byte, std::string message) {
  std::string_view before = text.substr(0, byte);
  auto line = unsigned(std::ranges::count(before, '\n')) + 1;
  size_t start = before.rfind('\n');
  auto column = unsigned(byte - (start == before.npos ? 0 : start + 1)) + 1;
  return Error{std::move(message), line, column};
}

Expected<json> parseJson(std::string_view text) {
  // The library copies and prints values by recursion.
  constexpr int mostLevels = 64;
  bool isTooDeep = false;
  auto isShallow = [&](int depth, json::parse_event_t, const json &) {
    isTooDeep |= depth > mostLevels;
    return !isTooDeep;
  };
  try {
    json document = json::parse(text, isShallow);
    if (isTooDeep)
      return failure("nests more than " + std::to_string(mostLevels) +
                     " levels deep");
    return document;
  } catch (const json::parse_error &error) {
    return tl::unexpected(
        at(text, error.byte ? error.byte - 1 : 0, "is not JSON"));
  } catch (const json::out_of_range &) {
    return failure("has a number that is too large for JSON here");
  }
}
} // namespace

Expected<ApproximationTable> a3::parseApproximations(std::string_view text) {
  Expected<json> parsed = parseJson(text);
  if (!parsed)
    return tl::unexpected(parsed.error());
  json &document = *parsed;
  if (!document.is_object() || !document.contains("sites") ||
      !document["sites"].is_object())
    return failure("must be an object whose member 'sites' has m and t by the "
                   "name of the site");
  ApproximationTable table;
  for (const auto &[name, value] : document["sites"].items()) {
    Expected<Approximations> site = readSite(value);
    if (!site)
      return failure("site '" + name + "': " + site.error().message);
    table.emplace(name, std::move(*site));
  }
  return table;
}
