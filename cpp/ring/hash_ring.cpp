#include "ring/hash_ring.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>

#include "ring/token_sort.hpp"

namespace edgecache {
namespace {

using Wide = unsigned __int128;  // lengths up to and including the whole circle

/// The one order of tokens: where they stand, then the bytes of the name. Slots would make the
/// order of additions show.
struct TokenOrder {
  const Servers& servers;
  bool operator()(const Token& a, const Token& b) const {
    if (a.position != b.position) return a.position < b.position;
    return a.server != b.server && servers.name(a.server) < servers.name(b.server);
  }
};

}  // namespace

Refusal HashRing::refuse_joining(std::string_view name, std::int64_t new_tokens) const {
  if (name.empty()) return Refusal::server_name_empty;
  if (name.size() > kMaxTextBytes) return Refusal::text_too_long;
  if (slot(name)) return Refusal::server_exists;
  if (new_tokens < 1 || new_tokens > kMaxVnodes) {
    return Refusal::vnodes_out_of_range;
  }
  if (static_cast<std::int64_t>(token_count()) + new_tokens > kMaxTokens)
    return Refusal::too_many_points;
  return Refusal::none;
}

std::uint32_t HashRing::join(std::string_view name) {
  const std::uint32_t slot = servers_.join(name, 1);
  index_.reset();
  return slot;
}

Refusal HashRing::add_server(std::string_view name, std::int64_t vnodes) {
  const std::int64_t points = plain_ ? 1 : vnodes;
  const Refusal refusal = refuse_joining(name, points);
  if (refusal != Refusal::none) return refusal;
  const std::uint32_t slot = join(name);
  if (plain_) {
    fresh_.push_back({position_of(hash_, name), slot});
    return Refusal::none;
  }
  std::string label(name);
  label += '-';
  const std::size_t stem = label.size();
  for (std::int64_t i = 0; i < points; ++i) {
    char digits[8];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), i).ptr;
    label.resize(stem);
    label.append(digits, end);
    fresh_.push_back({position_of(hash_, label), slot});
  }
  return Refusal::none;
}

Refusal HashRing::add_server_at(std::string_view name, std::span<const Position> positions) {
  const Refusal refusal = refuse_joining(name, static_cast<std::int64_t>(positions.size()));
  if (refusal != Refusal::none) return refusal;
  const std::uint32_t slot = join(name);
  for (const Position position : positions) fresh_.push_back({position, slot});
  return Refusal::none;
}

Refusal HashRing::remove_server(std::string_view name) {
  const auto leaving = slot(name);
  if (!leaving) return Refusal::server_unknown;
  servers_.leave(*leaving);
  const auto its_own = [&](const Token& token) { return token.server == *leaving; };
  std::erase_if(tokens_, its_own);
  std::erase_if(fresh_, its_own);
  index_.reset();
  return Refusal::none;
}

void HashRing::sort_and_merge() const {
  const TokenOrder order{servers_};
  sort_by_position(fresh_);
  for (std::size_t i = 1; i < fresh_.size(); ++i) {  // and the few that stand together, by name
    for (std::size_t j = i; j > 0 && order(fresh_[j], fresh_[j - 1]); --j) {
      std::swap(fresh_[j], fresh_[j - 1]);
    }
  }
  // Merged from the back, in place: for each new one its place is searched, and the old ones above
  // it move up in one piece. The many old ones are never compared with each other again.
  auto old = static_cast<std::ptrdiff_t>(tokens_.size());
  auto added = static_cast<std::ptrdiff_t>(fresh_.size());
  tokens_.resize(tokens_.size() + fresh_.size());
  const auto begin = tokens_.begin();
  for (; added > 0; --added) {
    const Token& token = fresh_[static_cast<std::size_t>(added) - 1];
    const auto place = std::upper_bound(begin, begin + old, token, order);
    std::move_backward(place, begin + old, begin + old + added);
    old = place - begin;
    *(place + added - 1) = token;
  }
  fresh_.clear();
}

const BucketIndex& HashRing::index() const {
  if (!index_) index_.emplace(tokens());
  return *index_;
}

std::optional<std::size_t> HashRing::successor(Position position) const {
  if (members().empty()) return std::nullopt;
  return index().successor(tokens(), position);
}

std::optional<std::uint32_t> HashRing::owner_of(Position position) const {
  const auto found = successor(position);
  if (!found) return std::nullopt;
  return tokens_[*found].server;
}

void HashRing::owners(std::span<const Position> positions, std::span<std::uint32_t> out) const {
  assert(positions.size() == out.size());
  index().owners(tokens(), positions, out);
}

std::size_t HashRing::successor_by_binary_search(Position position, Trace* trace) const {
  const std::vector<Token>& all = tokens();
  assert(!all.empty());
  const auto before = [&](const Token& token, Position sought) {
    const bool at_or_after = token.position >= sought;
    if (trace != nullptr) {
      trace->probes.push_back(
          {static_cast<std::uint32_t>(&token - all.data()), token.position, at_or_after});
    }
    return !at_or_after;
  };
  const auto first = std::lower_bound(all.begin(), all.end(), position, before);
  const bool wrapped = first == all.end();
  const auto found = wrapped ? std::size_t{0} : static_cast<std::size_t>(first - all.begin());
  if (trace != nullptr) {
    trace->found = static_cast<std::uint32_t>(found);
    trace->wrapped = wrapped;
  }
  return found;
}

std::vector<std::uint32_t> HashRing::preference_list(Position position, std::size_t count) const {
  std::vector<std::uint32_t> servers;
  const std::size_t wanted = std::min(count, size());
  if (wanted == 0) return servers;
  std::vector<std::uint8_t> met(slot_count());
  // Every member has a token, so one round meets them all.
  for (std::size_t i = *successor(position); servers.size() < wanted;) {
    const std::uint32_t server = tokens_[i].server;
    if (met[server] == 0) servers.push_back(server);
    met[server] = 1;
    i = i + 1 == tokens_.size() ? 0 : i + 1;
  }
  return servers;
}

std::vector<Arc> HashRing::arcs() const {
  std::vector<Wide> owned(slot_count(), 0);
  const std::vector<Token>& all = tokens();
  for (std::size_t i = 0; i < all.size(); ++i) {
    // A token owns the way from the token before it. The way from a token to itself is the whole
    // circle for the first one of the ring, and nothing for a later one at the same position.
    const Position before = i == 0 ? all.back().position : all[i - 1].position;
    const Position way = all[i].position - before;
    owned[all[i].server] += i == 0 && way == 0 ? Wide{1} << 64 : Wide{way};
  }
  std::vector<Arc> arcs;
  arcs.reserve(size());
  for (const std::uint32_t slot : members()) {
    arcs.push_back({slot, static_cast<std::uint64_t>(owned[slot] >> 64),
                    static_cast<std::uint64_t>(owned[slot])});
  }
  return arcs;
}

}  // namespace edgecache
