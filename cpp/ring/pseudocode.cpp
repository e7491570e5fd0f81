#include "ring/pseudocode.hpp"

namespace edgecache {
namespace {

/// "i = first token >= position" by halving; each look is a step of `line`, and one more says what
/// i is now. A newcomer goes before a token at its own position when its name does, as in
/// TokenOrder.
std::uint32_t search(const HashRing& ring, Line line, Run& run, std::string_view newcomer) {
  const auto& tokens = ring.tokens();
  std::uint32_t lo = 0;
  auto hi = static_cast<std::uint32_t>(tokens.size());
  run.steps.push_back({.line = line, .lo = lo, .hi = hi});
  while (lo < hi) {
    const std::uint32_t mid = lo + (hi - lo) / 2;
    const Token& token = tokens[mid];
    const bool behind_its_name =
        token.position == run.position && !newcomer.empty() && ring.name(token.server) < newcomer;
    const bool at_or_after = token.position >= run.position && !behind_its_name;
    if (at_or_after) {
      hi = mid;
    } else {
      lo = mid + 1;
    }
    run.steps.push_back({.line = line, .lo = lo, .hi = hi, .mid = mid, .at_or_after = at_or_after});
  }
  run.steps.push_back({.line = line, .lo = lo, .hi = hi, .i = lo});
  return lo;
}

}  // namespace

Run run_add_server(const HashRing& ring, std::string_view server) {
  Run run{.position = position_of(ring.hash(), server), .steps = {}, .walked = 0};
  run.steps.push_back({.line = Line::add_hash});
  const std::uint32_t i = search(ring, Line::add_search, run, server);
  run.steps.push_back({.line = Line::add_insert, .i = i});
  return run;
}

Run run_get_server(const HashRing& ring, std::string_view key) {
  const auto& tokens = ring.tokens();
  Run run{.position = position_of(ring.hash(), key), .steps = {}, .walked = 0};
  run.steps.push_back({.line = Line::get_empty});
  if (tokens.empty()) return run;
  run.steps.push_back({.line = Line::get_hash});
  const auto size = static_cast<std::uint32_t>(tokens.size());
  const std::uint32_t found = search(ring, Line::get_search, run, {});
  const std::uint32_t i = found == size ? 0 : found;
  run.walked = found == size ? size : found + 1;
  run.steps.push_back({.line = Line::get_wrap, .i = i});
  run.steps.push_back({.line = Line::get_return, .i = i, .server = tokens[i].server});
  return run;
}

Run run_remove_server(const HashRing& ring, std::string_view server) {
  const auto slot = ring.slot(server);
  const auto& tokens = ring.tokens();
  Run run;
  std::uint32_t i = 0;
  while (i < tokens.size() && tokens[i].server != slot) ++i;
  if (i == tokens.size()) return run;
  run.position = tokens[i].position;
  run.steps.push_back({.line = Line::remove_take_out, .i = i});
  // What stands at i now, or past the end at 0, is the next clockwise.
  const std::uint32_t left = static_cast<std::uint32_t>(tokens.size()) - 1;
  const std::uint32_t next = i == left ? 0 : i;
  Step fall{.line = Line::remove_fall};
  if (left > 0) {
    fall.i = next;
    fall.server = tokens[next < i ? next : next + 1].server;
  }
  run.steps.push_back(fall);
  return run;
}

}  // namespace edgecache
