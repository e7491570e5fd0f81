#pragma once
// Who takes part in a placement: names, how much each should carry, and who is down just now. A
// server that is down has not left: it keeps its name, its place and its share, and is back at
// once. One that was removed changes the placement itself. Two events, two costs (placement.hpp).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ring/refusal.hpp"

namespace edgecache {

inline constexpr std::size_t kMaxServers = 1'000'000;
inline constexpr double kMaxWeight = 1'000'000;

class Servers {
 public:
  /// In this order: an empty name, one over 16 MiB, a member, a weight that is not above 0 and at
  /// most 1,000,000, more than 1,000,000 servers.
  Refusal refuse_joining(std::string_view name, double weight) const;

  /// The slot of the server that joins; it must not be refused.
  std::uint32_t join(std::string_view name, double weight);
  void leave(std::uint32_t slot);

  /// `server_unknown` for a stranger.
  Refusal set_down(std::string_view name, bool down);

  /// Slots in order of joining. A slot stays its name's for the life of these and their copies.
  const std::vector<std::uint32_t>& members() const { return members_; }
  /// The slot of a member; nullopt for a stranger.
  std::optional<std::uint32_t> slot(std::string_view name) const;
  std::string_view name(std::uint32_t slot) const { return all_[slot].name; }
  double weight(std::uint32_t slot) const { return all_[slot].weight; }
  bool down(std::uint32_t slot) const { return all_[slot].down; }
  std::uint32_t down_count() const { return down_count_; }
  /// One more than the largest slot ever given.
  std::uint32_t slot_count() const { return static_cast<std::uint32_t>(all_.size()); }

  /// All slots in the order of their names' bytes, in which nobody's joining shows; not all of them
  /// are members today.
  const std::vector<std::uint32_t>& by_name() const { return by_name_; }
  bool takes_part(std::uint32_t slot) const { return all_[slot].member && !all_[slot].down; }

 private:
  struct Server {
    std::string name;
    double weight;
    bool member;
    bool down;
  };
  /// Where `name` stands in by_name_, or would.
  std::size_t place_of(std::string_view name) const;
  bool known_at(std::size_t place, std::string_view name) const {
    return place < by_name_.size() && all_[by_name_[place]].name == name;
  }

  std::vector<Server> all_;             // by slot, strangers of today too
  std::vector<std::uint32_t> by_name_;  // sorted, so that a name is found by halves
  std::vector<std::uint32_t> members_;
  std::uint32_t down_count_ = 0;
};

}  // namespace edgecache
