using Learning.Framework;

namespace Learning.People;

public sealed class Startup : ModuleStartup;
