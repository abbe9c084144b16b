using Learning.Framework;

namespace Learning.Media;

public sealed class Startup : ModuleStartup;
